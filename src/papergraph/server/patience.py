"""Connections that end when the client takes too long: to say what it wants, or to take what it gets."""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

#: Seconds until the headers of a request must be there.
HEADERS = 10.0
#: Seconds until the body of a request must be there.
BODY = 10.0
#: Seconds until an answer that is ready must have been taken.
TAKING = 60.0


class PatientProtocol(H11Protocol):
    """uvicorn's HTTP/1.1 with a deadline for each step."""

    #: Seconds that a request may take until its answer is ready; set when the server starts.
    working = 90.0

    _deadline: asyncio.TimerHandle | None = None
    _begun: Any = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._within(HEADERS)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.cycle is not self._begun:
            self._begun = self.cycle
            if not self.cycle.response_complete:
                self._within(BODY + self.working + TAKING)

    def on_response_complete(self) -> None:
        self._within(TAKING if self.transport.get_write_buffer_size() else HEADERS)
        super().on_response_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
        super().connection_lost(exc)

    def _within(self, seconds: float) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
        self._deadline = self.loop.call_later(seconds, self.transport.abort)
