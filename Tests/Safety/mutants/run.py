#!/usr/bin/env python3
"""Plants one mutant after the other in a copy of the server and says which of them the tests do not notice.

Usage, at the root, after `dotnet build Tests`: python3 Tests/Safety/mutants/run.py [first] [last]
"""
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[2]
BUILT = ROOT / "Tests/bin/Debug/net10.0"
OFF = ["-p:BuildPage=false", "-p:RunAnalyzersDuringBuild=false", "-p:TreatWarningsAsErrors=false", "-p:GenerateDocumentationFile=false"]
TESTS = {
    "Gate.cs": ["GateTests"],
    "VerdictReader.cs": ["VerdictReaderTests", "VerdictMutationTests", "JudgeTests"],
    "Judge.cs": ["JudgeTests", "JudgePromptTests", "EveryFaultTests"],
    "GuardAsk.cs": ["GuardAskTests"],
    "JudgedTexts.cs": ["JudgePromptTests", "GuardAskTests"],
    "CrisisCheck.cs": ["CrisisCheckTests"],
    "PersonalDataCheck.cs": ["PersonalDataTests"],
    "Ibans.cs": ["PersonalDataTests"],
    "SafetySetup.cs": ["SafetySetupTests"],
    "SelfTest.cs": ["SelfTestTests"],
    "TermFilter.cs": ["TermFilterTests"],
}


def mutants():
    for line in (HERE / "mutants.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            file, change = line.split(" :: ", 1)
            there, _, instead = (change + " ").partition(" ~~> ")
            yield file, there, instead.strip()


def compiler(server):
    """The compiler's own command line: many times faster than a build."""
    log = subprocess.run(["dotnet", "build", str(server), "-v:d", *OFF], capture_output=True, text=True, check=True).stdout
    line = [line for line in log.splitlines() if re.search(r"/csc(\.dll)? /noconfig", line) and "Interception.Server.dll" in line][-1]
    return shlex.split(line.strip()) + ["/shared"]


def notices(file, tests, server):
    shutil.copy(server / "obj/Debug/net10.0/Interception.Server.dll", tests)
    names = TESTS.get(file.split("/")[-1], ["EveryFaultTests"])
    classes = [word for name in names for word in ("-class", f"Interception.Tests.Safety.{name}")]
    try:
        run = subprocess.run(["dotnet", str(tests / "Interception.Tests.dll"), *classes, "-stopOnFail"], cwd=tests,
                             capture_output=True, text=True, timeout=300)
    except subprocess.TimeoutExpired:
        return True
    return run.returncode != 0


def main():
    first, last = (int(n) for n in (sys.argv[1:] + ["1", "999"][len(sys.argv) - 1:])[:2])
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder)
        shutil.copytree(ROOT / "Server", copy / "Server", ignore=shutil.ignore_patterns("bin", "obj"))
        for name in ("Directory.Build.props", "Directory.Packages.props", "global.json", ".editorconfig", "Interception.sln"):
            shutil.copy(ROOT / name, copy)
        csc = compiler(copy / "Server")
        shutil.copytree(BUILT, copy / "tests")
        for number, (file, there, instead) in enumerate(mutants(), 1):
            if not first <= number <= last:
                continue
            path = copy / "Server" / file
            whole = path.read_text("utf-8")
            if there not in whole:
                print(f"{number:3} NOT FOUND {file}: {there}", flush=True)
                continue
            path.write_text(whole.replace(there, instead, 1), "utf-8")
            compiled = subprocess.run(csc, cwd=copy / "Server", capture_output=True, text=True)
            said = ("does not compile" if compiled.returncode
                    else "noticed" if notices(file, copy / "tests", copy / "Server") else "SURVIVED")
            path.write_text(whole, "utf-8")
            print(f"{number:3} {said:16} {file}: {there[:60]} -> {instead[:40]}", flush=True)


main()
