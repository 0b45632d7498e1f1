"""The one way in which deploying or destroying ends early."""


class DeployFault(Exception):
    """What is wrong, and where it can be told what to do, as sentences for whoever ran the command."""
