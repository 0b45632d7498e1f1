"""What others may see of a party's address, and who acts for an organisation."""

import pytest

from chalicelib.domain.parties import Role, masked


@pytest.mark.parametrize(
    ("email", "shown"),
    [
        ("aino.lehtimaki@rantapiha.example", "a…i@rantapiha.example"),
        ("abc@x.example", "a…c@x.example"),
        ("ab@x.example", "a…@x.example"),
        ("a@x.example", "a…@x.example"),
    ],
)
def test_a_masked_address_tells_its_owner_and_nobody_else(email, shown):
    assert masked(email) == shown


def test_managers_and_the_clients_representative_act_for_an_organisation():
    assert {role for role in Role if role.acts_for_organisation} == {
        Role.MANAGER, Role.MANAGERS_MANAGER, Role.CLIENT_REPRESENTATIVE,
    }  # fmt: skip
