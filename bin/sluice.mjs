#!/usr/bin/env node
// The same as sluice.cjs, under the name that the command had before.
import './sluice.cjs';
