"""In which language to answer somebody whose page could not be made."""

from chalicelib.domain.errors import NotFound
from chalicelib.workflow.ports import Services
from chalicelib.workflow.view import link_of


def language_of(services: Services, token: str) -> str:
    """
    The language of whoever holds this link, also of one that a newer link replaced. Two reads, no write.

    Raises NotFound for an unknown token, and for somebody who is no party any more.
    """
    link = link_of(services, token)
    try:
        return services.contracts.head(link.contract).language(link.party)
    except KeyError as error:
        raise NotFound() from error
