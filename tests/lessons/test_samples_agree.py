"""Samples of one lesson that belong together: what they promise each other holds."""

import io
import json
import os
import re
import shutil
import sqlite3
import subprocess
from contextlib import closing, redirect_stdout
from pathlib import Path

import hcl2
import pytest
import yaml

LESSONS = Path(__file__).resolve().parents[2] / "lessons"


def fences(number, language):
    (path,) = LESSONS.glob(f"{number:02d}-*.md")
    return re.findall(
        rf"^```{language}\n(.*?)^```$", path.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )


@pytest.fixture
def manifests():
    return {manifest["kind"]: manifest for manifest in map(yaml.safe_load, fences(9, "yaml"))}


def test_the_pod_ends_within_its_grace(manifests):
    """Pause before the signal and drain fit into the grace period."""
    pod = manifests["Deployment"]["spec"]["template"]["spec"]
    (api,) = pod["containers"]
    pause = api["lifecycle"]["preStop"]["sleep"]["seconds"]
    drain = int(next(entry["value"] for entry in api["env"] if entry["name"] == "DRAIN_SECONDS"))

    assert pod["terminationGracePeriodSeconds"] >= pause + drain


def test_the_pod_can_be_placed_and_watched(manifests):
    """Requests are set, the image is a digest, readiness is asked, zones are level, the labels match."""
    spec = manifests["Deployment"]["spec"]
    pod = spec["template"]["spec"]
    (api,) = pod["containers"]

    assert {"cpu", "memory"} <= api["resources"]["requests"].keys()
    assert re.fullmatch(r"\S+@sha256:[0-9a-f]{64}", api["image"])
    assert api["readinessProbe"]["httpGet"]["path"] != api["livenessProbe"]["httpGet"]["path"]
    assert pod["topologySpreadConstraints"][0]["topologyKey"] == "topology.kubernetes.io/zone"
    labels = spec["template"]["metadata"]["labels"]
    assert (
        labels
        == spec["selector"]["matchLabels"]
        == manifests["PodDisruptionBudget"]["spec"]["selector"]["matchLabels"]
    )


def test_the_budget_leaves_room_for_a_drain(manifests):
    """Fewer pods must stay than the autoscaler's floor keeps, and one writer decides the count."""
    scaler = manifests["HorizontalPodAutoscaler"]["spec"]

    assert (
        manifests["PodDisruptionBudget"]["spec"]["minAvailable"]
        < scaler["minReplicas"]
        <= scaler["maxReplicas"]
    )
    assert scaler["scaleTargetRef"]["name"] == manifests["Deployment"]["metadata"]["name"]
    assert "replicas" not in manifests["Deployment"]["spec"]


def test_the_state_machine_passes_the_linter_beside_it():
    """Lesson 10's linter finds nothing in lesson 10's machine, and something once a handler is gone."""
    (machine,) = map(json.loads, fences(10, "json"))
    (linter,) = (code for code in fences(10, "python") if "def lint(" in code)
    names = {}
    exec(compile(linter.replace("print(", "str("), "linter", "exec"), names)

    assert names["lint"](machine) == []
    del machine["States"]["Render"]["Catch"]
    assert names["lint"](machine) == ["Render: no Catch"]


@pytest.mark.skipif(not shutil.which("terraform"), reason="terraform is not installed")
@pytest.mark.parametrize(("number", "passed"), [(4, 1), (8, 3), (18, 3)])
def test_the_configuration_passes_its_own_tests(number, passed, tmp_path):
    """A configuration and its test file work together, without a provider or a network."""
    *_, main, tests = fences(number, "hcl")
    (tmp_path / "main.tf").write_text(main, encoding="utf-8")
    (tmp_path / "main.tftest.hcl").write_text(tests, encoding="utf-8")
    quiet = os.environ | {"CHECKPOINT_DISABLE": "1", "TF_CLI_CONFIG_FILE": os.devnull}

    for command in (["init"], ["validate"], ["test"]):
        run = subprocess.run(
            ["terraform", *command, "-no-color"],
            cwd=tmp_path,
            env=quiet,
            capture_output=True,
            text=True,
            check=False,
        )
        assert run.returncode == 0, run.stdout + run.stderr
    assert f"{passed} passed, 0 failed" in run.stdout


def test_the_trust_policy_passes_the_linter_beside_it():
    """The policy printed in lesson 05 has no finding; without its audience it has one."""
    names = {}
    (linter,) = (code for code in fences(5, "python") if "def problems" in code)
    exec(linter, names)
    policy = json.loads(fences(5, "json")[-1])

    assert names["problems"](policy) == []

    del policy["Statement"][0]["Condition"]["StringEquals"]["ci.example.com:aud"]
    assert names["problems"](policy) == ["no audience"]


def test_the_second_writer_changes_nothing():
    """After the statements of lesson 06 a writer with the old version hits no row, and a repeated key is refused."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.executescript(fences(6, "sql")[0])
        late = database.execute("UPDATE parcel SET status = 'lost' WHERE id = '4711' AND version = 7")

        assert late.rowcount == 0
        assert database.execute("SELECT status, version FROM parcel").fetchall() == [("delivered", 8)]
        with pytest.raises(sqlite3.IntegrityError):
            database.execute("INSERT INTO applied VALUES ('scan-81f3', 'delivered')")


def test_the_cost_views_print_what_the_page_says():
    """Lesson 16's views over its table give the figures shown below them."""
    page = next(text for text in fences(16, "text") if text.startswith("week "))
    with closing(sqlite3.connect(":memory:")) as database:
        database.executescript(fences(16, "sql")[0])
        rows = [*database.execute("SELECT * FROM weekly"), *database.execute("SELECT * FROM movers")]

    shown = [re.split(r" {2,}", line) for line in page.splitlines() if re.search(r"\d", line)]
    assert [[str(cell) for cell in row] for row in rows] == shown


def test_old_and_new_programs_pass_each_step_of_the_rename():
    """After steps 1 to 4 of lesson 17 either version may write and each reads what was written; step 5 drops the old column."""
    start, *steps = re.split(r"^-- step \d.*$", fences(17, "sql")[0], flags=re.MULTILINE)
    with closing(sqlite3.connect(":memory:")) as database:
        database.executescript(start)
        for number, step in enumerate(steps[:4], start=1):
            database.executescript(step)
            database.execute(f"INSERT INTO parcel (id, status) VALUES ({number}0, 'old')")
            database.execute("UPDATE parcel SET status = 'seen' WHERE id = 1")
            if number >= 2:
                database.execute(f"INSERT INTO parcel (id, state) VALUES ({number}1, 'new')")
                database.execute("UPDATE parcel SET state = 'kept' WHERE id = 2")
            old = database.execute("SELECT id, status FROM parcel ORDER BY id").fetchall()
            tolerant = database.execute("SELECT id, coalesce(state, status) FROM parcel ORDER BY id").fetchall()
            assert old == tolerant
            assert None not in dict(old).values()
            assert dict(old)[1] == "seen"
        assert database.execute("SELECT value FROM flag").fetchall() == [("state",)]
        before = database.execute("SELECT id, state FROM parcel ORDER BY id").fetchall()
        database.executescript(steps[4])
        assert database.execute("SELECT * FROM parcel ORDER BY id").fetchall() == before == old


def test_the_fleet_has_one_floor_and_one_ceiling(manifests):
    """Samples that size the tracking fleet say 39 and 60, in whichever language they are written."""
    hcl = "".join(fences(2, "hcl") + fences(7, "hcl") + fences(8, "hcl"))
    scaler = manifests["HorizontalPodAutoscaler"]["spec"]
    floors = re.findall(r"min_(?:size|capacity) += (\d+)|tracking = \{.*copies = (\d+)", hcl)
    ceilings = re.findall(r"max_(?:size|capacity) += (\d+)", hcl)

    hour = "".join(fences(18, "hcl"))
    assert set(re.findall(r"floor +=+ (\d+)|ceiling += (\d+)", hour)) >= {("39", ""), ("", "60")}
    assert [int(a or b) for a, b in floors] == [39, 39, scaler["minReplicas"]]
    assert [int(each) for each in ceilings] == [60, scaler["maxReplicas"]]


def test_the_outbox_holds_one_event_for_one_change():
    """Lesson 11's statements leave one event to send; the same event cannot be written or applied again."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.executescript(fences(11, "sql")[0])

        assert database.execute("SELECT event_key, sent FROM outbox").fetchall() == [("4711-delivered", 0)]
        with pytest.raises(sqlite3.IntegrityError):
            database.execute("INSERT INTO outbox (event_key, parcel) VALUES ('4711-delivered', '4711')")
        database.execute("INSERT INTO inbox VALUES ('4711-delivered')")
        with pytest.raises(sqlite3.IntegrityError):
            database.execute("INSERT INTO inbox VALUES ('4711-delivered')")


def test_the_edge_keeps_what_the_origin_asks_for():
    """The lifetime in lesson 12's header lies within the limits of the cache policy beside it."""
    (policy,) = (
        body
        for resource in hcl2.loads(fences(12, "hcl")[0])["resource"]
        for named in resource.values()
        for body in named.values()
    )
    (header,) = (
        line for text in fences(12, "text") for line in text.split("\n") if line.startswith("a status")
    )
    asked = int(re.search(r"s-maxage=(\d+)", header)[1])

    assert policy["min_ttl"] <= asked == policy["default_ttl"] <= policy["max_ttl"]


def test_the_alerts_are_the_pairs_the_evaluator_uses():
    """Lesson 13's rules in YAML have the thresholds, windows and actions of its Python; each has a runbook."""
    (code,) = (code for code in fences(13, "python") if "RULES" in code)
    names = {}
    exec(code, names)
    (group,) = yaml.safe_load(fences(13, "yaml")[0])["groups"]
    alerts = [rule for rule in group["rules"] if "alert" in rule]
    minutes = {"m": 1, "h": 60, "d": 1440}

    printed = []
    for alert in alerts:
        pairs = re.findall(r"ratio(\d+)([mhd]) > ([\d.]+) \* ([\d.]+)", alert["expr"])
        long, short = (int(count) * minutes[unit] for count, unit, *_ in pairs)
        ((rate, budget),) = {(float(rate), float(budget)) for *_, rate, budget in pairs}
        assert budget == names["BUDGET"]
        assert alert["annotations"]["runbook"]
        printed.append((rate, long, short, alert["labels"]["severity"]))
    assert printed == list(names["RULES"])


def test_the_indicator_leaves_out_probes_and_counts_refusals():
    """Lesson 13's view has four valid requests, three available, two quick."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.executescript(fences(13, "sql")[0])

        assert database.execute("SELECT valid, available, quick FROM sli").fetchall() == [(4, 3, 2)]


def test_the_backup_bucket_passes_the_linter_beside_it():
    """The policy printed in lesson 14 has no finding; without either denial it has one."""
    names = {}
    (linter,) = (code for code in fences(14, "python") if "def lint(" in code)
    exec(linter, names)
    policy = json.loads(fences(14, "json")[0])

    assert names["lint"](policy) == []
    for at, finding in enumerate(["plain transport is not denied", "deletion is not denied"]):
        rest = [statement for index, statement in enumerate(policy["Statement"]) if index != at]
        assert names["lint"]({"Statement": rest}) == [finding]


def run_sample(number, mark):
    """Names left behind by the Python sample of a lesson that contains the mark."""
    (code,) = (code for code in fences(number, "python") if mark in code)
    names = {}
    with redirect_stdout(io.StringIO()):
        exec(compile(code, f"lesson {number}", "exec"), names)
    return names


def test_the_capstone_computes_what_the_lessons_computed(manifests):
    """Fleet, rates, shards, units, prices and drains of lesson 18 are those of the samples it draws on."""
    page = run_sample(18, "Quayline on one page")
    sizing = run_sample(7, "Fleet size")
    store = run_sample(6, "On demand or provisioned?")
    stream = run_sample(11, "Shards, drain time")
    canary = run_sample(17, "When must a canary stop")
    recovery = run_sample(15, "Which recovery design")
    floor = manifests["HorizontalPodAutoscaler"]["spec"]["minReplicas"]

    assert page["fleet"] == sizing["fleet"] == floor == 39
    assert page["EVENING"] * page["LATENCY"] == pytest.approx(120)
    assert (page["mean"], page["peak"]) == (stream["MEAN"], stream["RECORDS"])
    assert (page["mb"], page["shards"]) == (pytest.approx(stream["mb"]), stream["shards"])
    assert page["EVENTS"] == stream["DAILY"]
    assert page["units"] == store["units"]
    assert page["bill"]["table writes"] == pytest.approx(store["on_demand"])
    assert page["bill"]["stream, at most"] == pytest.approx(stream["by_ten"])
    assert page["bill"]["tracking tasks"] / page["HOURS"] == pytest.approx(canary["hour"])
    assert recovery["pick"](*recovery["TIERS"]["tracking"]) == "pilot light"
    assert canary["stop"] == 6


def test_the_week_of_lesson_16_is_the_month_of_lesson_18():
    """Weekly lines for tasks, writes, the stream and egress are the capstone's monthly ones, to the dollar."""
    page = run_sample(18, "Quayline on one page")
    with closing(sqlite3.connect(":memory:")) as database:
        database.executescript(fences(16, "sql")[0])
        week = {
            (usage, product): usd
            for usage, product, usd in database.execute("SELECT usage, product, usd FROM cost WHERE week = 46")
        }

    hours = 7 * 24 / page["HOURS"]
    days = 7 / page["DAYS"]
    egress = page["requests"] * 2e-6 * 0.09
    assert week["tasks", "tracking"] == round(page["bill"]["tracking tasks"] * hours)
    assert week["tasks", "ingest"] == round(page["bill"]["ingest, readers"] * hours)
    assert week["table writes", "ingest"] == round(page["bill"]["table writes"] * days)
    assert week["stream", "ingest"] == round(page["bill"]["stream, at most"] * days)
    assert week["egress", "tracking"] == round(egress * days)
