"""A SIMULATED identity provider on this machine: it logs in whom a test says, with sound or with forged tokens."""

from __future__ import annotations

import base64
import http.server
import json
import secrets
import threading
import time
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

CLIENT, SECRET = "strikes", "simulated-client-secret"


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _number(value: int) -> str:
    return _text(value.to_bytes((value.bit_length() + 7) // 8, "big"))


def _key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


class Provider:
    """Answers discovery, keys, authorisation and token; `claims` and `forge` say what the next token holds."""

    def __init__(self) -> None:
        self.key, self.stranger = _key(), _key()
        self.claims: dict[str, Any] = {}
        self.is_forged = False
        self._nonces: dict[str, str] = {}
        provider = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                provider._get(self)

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"])).decode()
                _send(self, provider._token(parse_qs(body)["code"][0]))

            def log_message(self, *args: object) -> None:
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def end(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def _get(self, request: http.server.BaseHTTPRequestHandler) -> None:
        url = urlsplit(request.path)
        if url.path == "/.well-known/openid-configuration":
            names = ("authorize", "token", "jwks")
            places = dict(zip(("authorization_endpoint", "token_endpoint", "jwks_uri"), names, strict=True))
            found = {name: f"{self.address}/{path}" for name, path in places.items()}
            signed = {"id_token_signing_alg_values_supported": ["RS256"]}
            _send(request, {"issuer": self.address} | signed | found)
        elif url.path == "/jwks":
            public = self.key.public_key().public_numbers()
            key = {
                "kty": "RSA",
                "use": "sig",
                "alg": "RS256",
                "kid": "1",
                "n": _number(public.n),
                "e": _number(public.e),
            }
            _send(request, {"keys": [key]})
        else:
            asked = {name: values[0] for name, values in parse_qs(url.query).items()}
            code = secrets.token_hex(8)
            self._nonces[code] = asked.get("nonce", "")
            request.send_response(302)
            back = urlencode({"code": code, "state": asked["state"]})
            request.send_header("location", f"{asked['redirect_uri']}?{back}")
            request.end_headers()

    def _token(self, code: str) -> dict[str, Any]:
        now = int(time.time())
        sound = {"iss": self.address, "aud": CLIENT, "sub": "1", "iat": now, "exp": now + 600}
        claims = sound | {"nonce": self._nonces.pop(code), "email_verified": True} | self.claims
        head = {"alg": "RS256", "kid": "1", "typ": "JWT"}
        signed = ".".join(_text(json.dumps(part).encode()) for part in (head, claims))
        key = self.stranger if self.is_forged else self.key
        signature = _text(key.sign(signed.encode(), padding.PKCS1v15(), hashes.SHA256()))
        return {"access_token": "x", "token_type": "Bearer", "expires_in": 600, "id_token": f"{signed}.{signature}"}


def _send(request: http.server.BaseHTTPRequestHandler, content: dict[str, Any]) -> None:
    body = json.dumps(content).encode()
    request.send_response(200)
    request.send_header("content-type", "application/json")
    request.send_header("content-length", str(len(body)))
    request.end_headers()
    request.wfile.write(body)
