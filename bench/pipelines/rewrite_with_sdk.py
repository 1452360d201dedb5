"""Loads a compiled pipeline and writes it again: what any compilation by the KFP SDK does at the least.

Usage: rewrite_with_sdk.py PIPELINE.yaml OUTPUT.yaml
"""

import sys

from kfp import compiler, components

compiler.Compiler().compile(components.load_component_from_file(sys.argv[1]), sys.argv[2])
