"""Most addresses are told at a glance: whatever passes so would pass the closer look, and unchanged."""

from __future__ import annotations

import pytest
from email_validator import validate_email
from hypothesis import given
from hypothesis import strategies as st

from eventapp.outbox.address import PLAIN, NotAnAddress, one_address

WORDS = st.text("abnxz019", min_size=1, max_size=12)


def joined(signs: str, most: int) -> st.SearchStrategy[str]:
    """Words with one of the signs between each two."""
    rest = st.lists(st.tuples(st.sampled_from(signs), WORDS).map("".join), max_size=most)
    return st.tuples(WORDS, rest.map("".join)).map("".join)


ENDINGS = st.text("abxyz", min_size=2, max_size=24)
ADDRESSES = st.builds("{}@{}.{}".format, joined("._+-", 5), joined("-.", 4), ENDINGS)


@given(ADDRESSES.filter(PLAIN.fullmatch))
def test_a_plain_address_is_one_that_the_closer_look_leaves_as_it_is(address: str):
    found = validate_email(address, check_deliverability=False, allow_smtputf8=False, strict=True)

    assert one_address(address) == found.ascii_email == address


@pytest.mark.parametrize("domain", ["local", "messe.test", "a.invalid", "localhost", "in-addr.arpa", "x.onion"])
def test_no_plain_address_lies_where_no_mail_goes(domain: str):
    with pytest.raises(NotAnAddress):
        one_address(f"a@{domain}")
