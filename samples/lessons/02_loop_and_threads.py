"""Lesson 2: callbacks come only while run() runs, on the thread that runs it."""

import threading
import time

from _gateway import open_gateway

from ibproto.client import EClient
from ibproto.wrapper import EWrapper


def say(text):
    print(f"[{threading.current_thread().name}] {text}\n", end="")  # in one piece, as two threads print


class App(EWrapper, EClient):
    def __init__(self):
        EClient.__init__(self, self)
        self.ready = threading.Event()
        self.answered = threading.Event()

    def nextValidId(self, orderId):
        say("nextValidId")
        self.ready.set()  # whoever waits for this event goes on

    def currentTime(self, time):
        say("currentTime")
        self.answered.set()


with open_gateway() as gateway:
    app = App()
    app.connect(gateway.host, gateway.port, clientId=1)
    time.sleep(0.3)
    say(f"0.3 seconds after connect() nextValidId has come: {app.ready.is_set()} - nobody runs the loop")

    loop = threading.Thread(target=app.run, name="loop", daemon=True)
    loop.start()  # run() blocks until the end of the connection, but not this thread
    in_time = app.ready.wait(timeout=10)
    say(f"now the loop runs, and nextValidId has come: {in_time}")

    app.reqCurrentTime()
    say("reqCurrentTime() is back at once, without the answer")
    app.answered.wait(timeout=10)
    say("the answer is here")

    app.disconnect()
    loop.join(timeout=10)
    say(f"the loop's thread still runs: {loop.is_alive()}")
