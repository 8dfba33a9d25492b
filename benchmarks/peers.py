"""Two other feature servers over a plain table of the same places, in a virtual environment of their own.

Neither has a nearest search: they are asked for 20 features of a box, the nearest thing that they offer.
"""

from __future__ import annotations

import subprocess
import sys
import venv
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import quote

from benchmarks import dataset
from benchmarks.drive import Ask, serve

ENVIRONMENT = Path(".local/peers")
TIPG, PYGEOAPI = "tipg==1.6.1", "pygeoapi==0.21.0"
# What runs them, and what pygeoapi's PostgreSQL provider imports without asking for it.
PACKAGES = (TIPG, PYGEOAPI, "uvicorn==0.54.0", "gunicorn==27.0.1", "psycopg2-binary==2.9.13", "GeoAlchemy2==0.20.0")
WORKERS = "2"
SCHEMA = "peers"
ITEMS = "items?limit=20&bbox={west},{south},{east},{north}"
TABLE = f"""
CREATE SCHEMA IF NOT EXISTS {SCHEMA};
DROP TABLE IF EXISTS {SCHEMA}.place;
CREATE TABLE {SCHEMA}.place (id bigint PRIMARY KEY, name text, category int, geom geometry(Point, 4326));
INSERT INTO {SCHEMA}.place SELECT id, name_ko, category_id, point FROM places_place;
CREATE INDEX ON {SCHEMA}.place USING gist (geom);
VACUUM ANALYZE {SCHEMA}.place;
"""
PYGEOAPI_CONFIG = """
server:
  bind: {{host: 127.0.0.1, port: {port}}}
  url: http://127.0.0.1:{port}
  mimetype: application/json; charset=UTF-8
  encoding: utf-8
  languages: [en-US]
  gzip: false
  map: {{url: "http://127.0.0.1:{port}/none/{{z}}/{{x}}/{{y}}.png", attribution: none}}
  limits: {{default_items: 20, max_items: 1000}}
logging: {{level: ERROR}}
metadata:
  identification:
    {{title: bench, description: bench, keywords: [bench], terms_of_service: none, url: "http://127.0.0.1:{port}"}}
  license: {{name: none, url: "http://127.0.0.1:{port}"}}
  provider: {{name: bench}}
  contact: {{name: bench}}
resources:
  place:
    type: collection
    title: Places
    description: Generated places
    keywords: [bench]
    links: []
    extents: {{spatial: {{bbox: [126, 37, 128, 38], crs: "http://www.opengis.net/def/crs/OGC/1.3/CRS84"}}}}
    providers:
      - type: feature
        name: PostgreSQL
        data: {{host: {socket}, port: {socket_port}, dbname: {database}, user: geoportal, password: none,
               search_path: [{schema}]}}
        id_field: id
        table: place
        geom_field: geom
"""


def install() -> None:
    """The virtual environment with the pinned peers; made once."""
    wanted = "\n".join(PACKAGES)
    stamp = ENVIRONMENT / "installed.txt"
    if stamp.exists() and stamp.read_text() == wanted:
        return
    print(f"installing {', '.join(PACKAGES)} into {ENVIRONMENT}", file=sys.stderr)
    venv.create(ENVIRONMENT, clear=True, with_pip=True)
    run = [ENVIRONMENT / "bin/python", "-m", "pip", "install", "--quiet", *PACKAGES]
    if subprocess.run(run).returncode:
        sys.exit("the peers could not be installed from the package index; run without --peers to go without them")
    stamp.write_text(wanted)


def tipg(stack: ExitStack, port: int, database: str) -> Ask:
    """tipg under uvicorn, and what to ask it."""
    socket, socket_port = dataset.socket_and_port()
    options = ["tipg.main:app", "--port", str(port), "--workers", WORKERS, "--log-level", "warning"]
    env = {
        "DATABASE_URL": f"postgresql://geoportal@{quote(socket, safe='')}:{socket_port}/{database}",
        "TIPG_DB_SCHEMAS": f'["{SCHEMA}"]',
    }
    serve(stack, [ENVIRONMENT / "bin/uvicorn", *options], path="/healthz", port=port, env=env)
    return Ask(port, f"/collections/{SCHEMA}.place/{ITEMS}&f=geojson")


def pygeoapi(stack: ExitStack, port: int, database: str) -> Ask:
    """pygeoapi under gunicorn, and what to ask it."""
    socket, socket_port = dataset.socket_and_port()
    config, openapi = ENVIRONMENT / "pygeoapi.yml", ENVIRONMENT / "openapi.yml"
    text = PYGEOAPI_CONFIG.format(port=port, socket=socket, socket_port=socket_port, database=database, schema=SCHEMA)
    config.write_text(text, encoding="utf-8")
    env = {"PYGEOAPI_CONFIG": str(config), "PYGEOAPI_OPENAPI": str(openapi)}
    make = [ENVIRONMENT / "bin/pygeoapi", "openapi", "generate", config, "--output-file", openapi]
    subprocess.run(make, check=True, env=env, stdout=subprocess.DEVNULL)
    options = ["--bind", f"127.0.0.1:{port}", "--workers", WORKERS, "--log-level", "warning"]
    command = [ENVIRONMENT / "bin/gunicorn", *options, "pygeoapi.flask_app:APP"]
    serve(stack, command, path="/conformance?f=json", port=port, env=env)
    return Ask(port, f"/collections/place/{ITEMS}&f=json")


def start(stack: ExitStack, port: int, database: str) -> dict[str, Ask]:
    """Both peers over a fresh plain table of the database's places: name and what to ask."""
    install()
    dataset.psql(TABLE, database)
    return {TIPG: tipg(stack, port, database), PYGEOAPI: pygeoapi(stack, port + 1, database)}
