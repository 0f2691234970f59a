from connectors.http.pace.bucket import Bucket
from connectors.http.pace.rate_limit import RateLimit

NEW = Bucket(RateLimit(per_minute=60, at_once=2))


def test_it_fills_up_again_evenly() -> None:
    empty = NEW.taken(0.0).taken(0.0)
    assert empty.next_at == 1.0
    assert empty.taken(1.0).next_at == 2.0
    assert NEW.taken(0.0).taken(5.0).next_at <= 5.0


def test_who_was_sent_away_goes_before_the_next_who_is() -> None:
    empty = NEW.taken(0.0).taken(0.0)
    assert empty.behind(empty.sent_away(1.0), 0.0, 1.0).next_at == 2.0


def test_who_was_sent_away_long_ago_is_forgotten() -> None:
    last = NEW.taken(0.0).taken(0.0).sent_away(1.0)
    busy = NEW.taken(5.0).taken(5.0)
    assert busy.behind(last, 5.0, 6.0) == busy
