"""MLflow's own server over one store, for this computer only, for as long as somebody uses it.

    python serve_mlflow.py FOLDER SETTINGS

FOLDER belongs to Sluice (`.sluice/tracking/<store>`): `users/` holds a file of everybody who uses the server, which they touch; `server.json` says where the
server listens; `server.lock` is held while it runs, by whoever was first. SETTINGS is JSON: id, store, artifact_root, artifacts, port.
"""

import json
import os
import pathlib
import shutil
import socket
import sys
import threading
import time

OTHER_IS_FIRST = 75
ASSISTANT = ("/ajax-api/3.0/mlflow/assistant", "/api/3.0/mlflow/assistant")
POLL_SECONDS = 1
"""So many looks without a sign of a user mean that it is gone. Looks are counted, not seconds: a computer that slept is no reason to end."""
PATIENCE = 20


def lock(file) -> bool:
    """The system gives it back when the process ends, however it ends."""
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    except OSError:
        return False


def listen(port: int) -> socket.socket:
    """The port of last time when it is free, so that an open page finds the server again; else any."""
    for wanted in (port, 0):
        listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        if os.name != "nt":
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind(("127.0.0.1", wanted))
            return listening
        except OSError:
            listening.close()
    raise SystemExit("There is no free port on this computer.")


def bring_up_to_date(store: str) -> None:
    """A database that an older MLflow made is kept as it was, then changed."""
    database = pathlib.Path(store.removeprefix("sqlite:///"))
    if not store.startswith("sqlite:///") or not database.exists() or database.stat().st_size == 0:
        return
    from mlflow.store.db import utils
    from sqlalchemy import create_engine

    engine = create_engine(store)
    try:
        before, now = utils._get_schema_version(engine), utils._get_latest_schema_revision()
        if before is not None and before != now:
            shutil.copyfile(database, f"{database}.{before}")
            utils._upgrade_db(engine)
    finally:
        engine.dispose()


def guarded(app, server_id: str):
    """
    Every answer says which store it comes from, so that nobody takes the server of another project for theirs. MLflow's assistant, which runs commands for
    whoever asks from this computer, does not answer: other accounts of it reach the port too.
    """
    header = (b"x-sluice-store", server_id.encode())

    async def answer(scope, receive, send):
        if scope["type"] == "http" and scope["path"].startswith(ASSISTANT):
            await send({"type": "http.response.start", "status": 404, "headers": [header]})
            await send({"type": "http.response.body", "body": b""})
            return

        async def tell(message):
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message.get("headers", []), header]}
            await send(message)

        await app(scope, receive, tell if scope["type"] == "http" else send)

    return answer


def watch(server, folder: pathlib.Path, said: dict) -> None:
    """Says where the server is once it listens, and ends it when nobody uses it any more."""
    where = folder / "server.json"
    seen: dict[pathlib.Path, tuple[int, int]] = {}
    has_told = False
    while not server.should_exit:
        if server.started and not has_told:
            half = folder / f"server.json.{os.getpid()}"
            half.write_text(json.dumps(said), encoding="utf-8")
            os.replace(half, where)
            has_told = True
        if not look(folder / "users", seen):
            break
        time.sleep(POLL_SECONDS if has_told else 0.1)
    server.should_exit = True
    where.unlink(missing_ok=True)
    time.sleep(5)
    # A request that does not end keeps nobody waiting.
    os._exit(0)


def look(users: pathlib.Path, seen: dict[pathlib.Path, tuple[int, int]]) -> bool:
    """True while there is a user. One that gave no sign for long was killed, and its file goes."""
    found = False
    for user in list(users.iterdir()) if users.is_dir() else []:
        try:
            touched = user.stat().st_mtime_ns
        except OSError:
            continue
        last, looks = seen.get(user, (touched, 0))
        looks = looks + 1 if last == touched else 0
        seen[user] = (touched, looks)
        if looks < PATIENCE / POLL_SECONDS:
            found = True
        else:
            user.unlink(missing_ok=True)
    return found


def main() -> None:
    folder, settings = pathlib.Path(sys.argv[1]), json.loads(sys.argv[2])
    held = open(folder / "server.lock", "a+")
    if not lock(held):
        sys.exit(OTHER_IS_FIRST)
    os.chdir(folder)
    if hasattr(os, "nice"):
        # Jobs come first.
        os.nice(5)
    os.environ.update(
        MLFLOW_SERVER_ENABLE_JOB_EXECUTION="false", MLFLOW_DISABLE_TELEMETRY="true", DO_NOT_TRACK="1", MLFLOW_ALLOW_FILE_STORE="true"
    )
    for name in ("MLFLOW_TRACKING_URI", "MLFLOW_REGISTRY_URI", "MLFLOW_SERVER_ALLOWED_HOSTS", "MLFLOW_SERVER_DISABLE_SECURITY_MIDDLEWARE"):
        os.environ.pop(name, None)

    import mlflow
    import mlflow.server as flask
    import uvicorn

    bring_up_to_date(settings["store"])
    os.environ[flask.BACKEND_STORE_URI_ENV_VAR] = settings["store"]
    os.environ[flask.REGISTRY_STORE_URI_ENV_VAR] = settings["store"]
    os.environ[flask.ARTIFACT_ROOT_ENV_VAR] = settings["artifact_root"]
    os.environ[flask.ARTIFACTS_DESTINATION_ENV_VAR] = settings["artifacts"]
    os.environ[flask.SERVE_ARTIFACTS_ENV_VAR] = "true"

    # Brings MLflow's own refusal of foreign Host and Origin headers with it.
    from mlflow.server.fastapi_app import app

    listening = listen(settings["port"])
    said = {"id": settings["id"], "pid": os.getpid(), "port": listening.getsockname()[1], "version": mlflow.__version__}
    server = uvicorn.Server(uvicorn.Config(guarded(app, settings["id"]), log_level="warning", timeout_graceful_shutdown=3))
    threading.Thread(target=watch, args=(server, folder, said), daemon=True).start()
    server.run(sockets=[listening])


if __name__ == "__main__":
    main()
