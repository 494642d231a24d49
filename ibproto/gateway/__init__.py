"""A simulated TWS / IB Gateway: it speaks the protocol of the real ones, over TCP, at any server version 100 to 226.

    with SimulatedGateway() as gateway:
        app.connect(gateway.host, gateway.port, clientId=1)

Where to find what: server.py the one thread; door.py the port, peers.py its clients; client_session.py one
client's side of the protocol; codec.py frames to requests and answers to frames, over the message table; requests/ what
is done for each request, listed in REQUESTS.md; behaviour.py the switches; faults/ bad days on demand, hooks.py where
they take hold; world.py what all clients share; universe/ what is traded; market/ what it costs when; data/ live data
of it; history/ what was; accounts/ cash, positions and what is told of them; trading/ the life of orders; state/
what survives a restart; reference/ news, scanner and the like; clock.py, zones.py other parts; stepped.py for tests.

What a test or a script does by hand, under `with gateway.control() as world:`, each described where it is:

    world.trading.fill(1, 7, 187.5, Decimal(40))        fill order 7 of client 1, or some of it
    world.trading.reject(1, 7, "too big")               reject it (201)
    world.trading.hold(1, 7); hold(1, 7, False)         keep it from filling; release it
    world.trading.holds_new = True                      the same for all new orders
    world.trading.locate(1, 7)                          the shares are found that it sells short
    world.trading.manual("DU1234567", contract, order)  enter an order by hand, as in TWS; returns its permId
    world.trading.change_manual(perm_id, order)         change that; cancel_manual(perm_id) cancels it
    world.trading.expire(contract)                      let an option or a future expire
    instrument = world.market.find(contract)[0]         what the next ones are about
    world.market.set_price(instrument, 190.0)           let it cost so much, hold=True: from now on
    world.market.script(instrument, [(5, 191.0)])       and so much later; release(instrument) ends that
    world.market.halt(instrument); resume(instrument)   stop its trading, and go on
    world.market.close_exchange("NASDAQ")               close an exchange, "" for all; open_exchange() opens one
    world.ledger.set_cash("DU1234567", 50_000, "EUR")   what an account has of a currency
    world.ledger.add_position("DU1234567", instrument, Decimal(100), Decimal("150.25"))
    world.news.publish("Something happens")             a headline; world.bulletins.publish(...) a bulletin
    gateway.fault("connection_loss", seconds=30)        a bad day, outside of `control()`: see `faults/`
    world.check()                                       AssertionError when the books do not agree

`SimulatedGateway(debug=True)` checks the books after everything that happens. The switches of `Behaviour` are the
attributes of `world.behaviour`.
"""

from __future__ import annotations

from .accounts import Account
from .behaviour import Behaviour
from .server import SimulatedGateway
from .stepped import SteppedGateway
from .universe import Instrument
from .world import World

__all__ = ["Account", "Behaviour", "Instrument", "SimulatedGateway", "SteppedGateway", "World"]
