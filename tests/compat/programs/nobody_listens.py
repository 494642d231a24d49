# connect() at the top level fails, as in many programs whose author forgot to start TWS.
from ibapi.client import EClient
from ibapi.wrapper import EWrapper


class App(EWrapper, EClient):
    def __init__(self):
        EClient.__init__(self, self)

    def error(self, reqId, errorCode, errorString):
        print("error", reqId, errorCode)


app = App()
app.connect("127.0.0.1", 7497, 1)
print("connected", app.isConnected(), app.serverVersion(), app.twsConnectionTime())
app.reqPositions()
app.run()
raise ValueError("the program's own end")
