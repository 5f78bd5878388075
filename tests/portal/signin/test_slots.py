"""So many passwords are looked at in one moment, and no more."""

from portal.signin.slots import slot


def test_slot_is_taken_once_and_free_again_afterwards() -> None:
    with slot() as first, slot() as second:
        assert (first, second) == (True, False)

    with slot() as third:
        assert third


def test_slot_is_free_again_after_a_fault() -> None:
    try:
        with slot():
            raise RuntimeError
    except RuntimeError:
        pass

    with slot() as free:
        assert free
