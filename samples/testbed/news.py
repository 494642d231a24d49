"""News: providers, headlines of the past and of now, articles, and bulletins of IB."""

from . import contracts
from .app import sample
from .options import first


@sample
def providers(app):
    """Whose news this login may read."""
    app.reqNewsProviders()
    app.wait("newsProviders")


def headlines(app):
    contract = first(app, contracts.stock()).contract
    reqId = app.new_id()
    app.reqHistoricalNews(reqId, contract.conId, "BRFG+BRFUPDN+DJNL", "", "", 10, [])
    app.wait("historicalNewsEnd", requestId=reqId)
    return app.wait("historicalNews", requestId=reqId)


@sample
def headlines_of_a_company(app):
    """The last headlines about a company; the end tells whether there are more."""
    headlines(app)


@sample
def article(app):
    """The text that belongs to a headline: plain or HTML (type 0), or a document in base64 (type 1)."""
    headline = headlines(app)
    reqId = app.new_id()
    app.reqNewsArticle(reqId, headline.providerCode, headline.articleId, [])
    app.wait("newsArticle", requestId=reqId)


@sample
def unknown_article(app):
    """An article that there is not: error 10172."""
    app.reqNewsArticle(app.new_id(), "BRFG", "BRFG$nosuch", [])
    app.wait_error(10172)


@sample
def headlines_as_they_come(app):
    """Generic tick 292 with a provider: headlines about a company. They come seldom."""
    reqId = app.new_id()
    app.reqMktData(reqId, contracts.stock(), "mdoff,292:BRFG", False, False, [])
    app.settle()
    if app.simulated:
        with app.gateway.control() as world:
            world.news.publish("Apple opens a store on the moon", con_id=265598)
        app.wait("tickNews", tickerId=reqId)
    app.cancelMktData(reqId)
    app.settle()


@sample
def all_headlines(app):
    """A feed of a provider, about everything."""
    reqId = app.new_id()
    app.reqMktData(reqId, contracts.news_feed(), "mdoff,292", False, False, [])
    app.settle()
    if app.simulated:
        with app.gateway.control() as world:
            world.news.publish("The market is open")
        app.wait("tickNews", tickerId=reqId)
    app.cancelMktData(reqId)
    app.settle()


@sample
def bulletins(app):
    """Messages of IB, about exchanges that are closed and the like; with True also those of the day so far."""
    app.reqNewsBulletins(True)
    app.settle()
    if app.simulated:
        with app.gateway.control() as world:
            world.bulletins.publish("An exchange is not available", kind=2, exchange="NYSE")
        app.wait("updateNewsBulletin")
    app.cancelNewsBulletins()
    app.settle()
