// `npm run attacks [-- RUNS [SEED]]`: every generated attack and the public corpus as tables, then RUNS pieces (2,000 unless told) of each kind
// of random damage to a packet and to files signed by ECDSA and RSA. Ends with 1 when anything slipped through.
import { existsSync, readFileSync } from 'node:fs';
import { verifyPacket } from '../../shared/packet/verify/verify.ts';
import { sealedPacket, verifyOptions } from '../builders/sealed-packet.ts';
import { archivedPacket, revokedPacket } from './archived.ts';
import { countersignedPacket, countersignEdits, countersignSlips } from './countersigned.ts';
import { latin1, outcomeOf, tableOf } from './attack.ts';
import { foreignAttacks } from './families.ts';
import { ecdsaIdentity, goodFile, rsaIdentity } from './good-files.ts';
import { packetEdits, packetSeals } from './own-packet.ts';
import { corpusFolder, corpusFiles } from './public-corpus.ts';
import { damages } from './random-damage.ts';
import { runDamage } from './run-damage.ts';

const runs = Number(process.argv[2] ?? 2000);
if (!(runs > 0)) throw new Error('The first argument is how many pieces of each kind of damage to do, 2000 unless told.');
const seed = Number(process.argv[3] ?? 20261127);
const packet = await sealedPacket();
const countersigned = await countersignedPacket();
const outcomes = [];
for (const one of [...foreignAttacks(), ...packetEdits(packet), ...await packetSeals(packet, await sealedPacket()), await revokedPacket(), ...countersignEdits(countersigned), ...await countersignSlips(countersigned)]) outcomes.push(await outcomeOf(one));
console.log(tableOf(outcomes));
const slipped = outcomes.filter(({ caught }) => !caught).length;
console.log(`\n${outcomes.length} attacks, ${slipped} slipped through.\n`);

if (existsSync(corpusFolder)) {
  for (const { name, expected } of corpusFiles) {
    const report = await verifyPacket(new Uint8Array(readFileSync(new URL(name, corpusFolder))), verifyOptions(null));
    const said = ['integrity', 'coverage', 'modifications'].map((question) => `${question} ${report.signatures.map((one) => one[question].result).join('/')}`);
    console.log([name.padEnd(52), expected.padEnd(24), report.verdict.padEnd(14), ...said].join('  '));
  }
} else console.log('Skipped: the folder of public signed PDFs (signed-pdf-corpus) is not beside this checkout.');

console.log(`\nRandom damage, ${runs} of each kind, seed ${seed}`);
let letThrough = 0;
const archived = await archivedPacket();
const files = [['packet', packet.bytes, packet.trust, true], ['packet, LTA', archived.bytes, archived.trust, true], ['countersigned', countersigned.bytes, countersigned.trust, true], ['ECDSA P-256', latin1(goodFile(ecdsaIdentity)), ecdsaIdentity.trust, false], ['RSA-2048', latin1(goodFile(rsaIdentity)), rsaIdentity.trust, false]];
for (const [name, bytes, trust, strict] of files) {
  for (const damage of damages) {
    const startedAt = performance.now();
    const tally = await runDamage(bytes, trust, damage, { seed, runs, strict });
    letThrough += tally.slipped.length;
    const exits = Object.entries(tally.exits).map(([code, count]) => `exit ${code}: ${count}`).join(', ');
    console.log(`${name.padEnd(12)}  ${damage.padEnd(7)}  ${exits}; outside what a signature covers: ${tally.uncovered}; slipped: ${tally.slipped.length}  (${((performance.now() - startedAt) / 1000).toFixed(1)} s)`);
    for (const one of tally.slipped) console.log(`  ${one}`);
  }
}
process.exitCode = slipped + letThrough > 0 ? 1 : 0;
