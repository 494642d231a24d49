"""Lesson 1: connect, wait until the session is ready, disconnect."""

from _gateway import open_gateway

from ibproto.client import EClient
from ibproto.wrapper import EWrapper


class App(EWrapper, EClient):
    """EWrapper has the callbacks: what you are told. EClient has the requests: what you ask."""

    def __init__(self):
        EClient.__init__(self, self)  # the object that hears the answers is this one

    def connectAck(self):
        print("connectAck        there is a connection, server version", self.serverVersion())

    def managedAccounts(self, accountsList):
        print("managedAccounts  ", accountsList)

    def nextValidId(self, orderId):
        print("nextValidId      ", orderId, "- the session is ready, requests may start")
        self.disconnect()  # this lesson has none

    def connectionClosed(self):
        print("connectionClosed")

    def error(self, reqId, errorTime, errorCode, errorString, advancedOrderRejectJson=""):
        print("error            ", errorCode, errorString)


with open_gateway() as gateway:
    app = App()
    app.connect(gateway.host, gateway.port, clientId=1)
    print("connect() is back, isConnected() is", app.isConnected())
    app.run()  # calls the methods above, until the connection is closed
    print("run() is back, isConnected() is", app.isConnected())
