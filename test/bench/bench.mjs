// `npm run bench [-- --json FILE] [-- NAME...]`: measures the product against a named rival or the bare cost, both in this run, and prints
// the ratios. Nothing here passes or fails. Groups: packet, verify, sync, evidence, window; all unless named.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { table } from './measure.mjs';

const groups = ['packet', 'verify', 'sync', 'evidence', 'window'];
const { values, positionals } = parseArgs({ options: { json: { type: 'string' } }, allowPositionals: true });
const wanted = positionals.length > 0 ? positionals : groups;
for (const name of wanted) if (!groups.includes(name)) throw new Error(`There is no group ${name}; there are ${groups.join(', ')}.`);

const entries = [];
for (const name of wanted) {
  console.log(`Measuring: ${name}`);
  const { measure } = await import(`./${name}.mjs`);
  entries.push(...await measure());
}
console.log(`\n${table(entries)}`);
if (values.json !== undefined) {
  const file = path.resolve(process.env.INIT_CWD ?? process.cwd(), values.json);
  writeFileSync(file, `${JSON.stringify(entries, null, 2)}\n`);
  console.log(`\nWritten to ${file}`);
}
// A utility process or a display that is still winding down must not hold the command up.
process.exit(0);
