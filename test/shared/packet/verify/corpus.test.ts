import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { VerifyReport } from '../../../../shared/packet/verdict.ts';
import { verifyPacket } from '../../../../shared/packet/verify/verify.ts';
import { verifyOptions } from '../../../builders/sealed-packet.ts';

const corpus = new URL('../../../../../shared/signed-pdf-corpus/', import.meta.url);
const here = existsSync(corpus);
if (!here) console.info('skipped: the folder of public signed PDFs (signed-pdf-corpus) is not beside this checkout');

/** What the files' own project expects of each: sound, or which question fails. */
const files: readonly (readonly [name: string, signatures: number, failing: 'integrity' | 'coverage' | 'modifications' | null])[] = [
  ['minimal-two-fields-signed-twice.pdf', 2, null],
  ['pades-lta-dss-indirect-arrs-test.pdf', 2, null],
  ['sig-with-ski-sid.pdf', 1, null],
  ['form-update-override-appearance-stream.pdf', 2, null],
  ['pdf-sig-with-econtent.pdf', 1, 'integrity'],
  ['coverage-anomalies_tail-uncovered.pdf', 1, 'coverage'],
  ['coverage-anomalies_weird-byterange.pdf', 1, 'coverage'],
  ['form-update-override-appearance-stream-sneaky.pdf', 2, 'modifications'],
];

describe.skipIf(!here)('public signed PDFs', () => {
  test.each(files)('%s', async (name, signatures, failing) => {
    const report = await verifyPacket(new Uint8Array(readFileSync(new URL(name, corpus))), verifyOptions(null));
    expect(VerifyReport.parse(JSON.parse(JSON.stringify(report)))).toEqual(report);
    expect(report.signatures).toHaveLength(signatures);
    expect(report.exitCode).toBe(failing === null ? 4 : 3);
    const questions = ['integrity', 'coverage', 'modifications'] as const;
    expect(questions.filter((question) => report.signatures.some((one) => one[question].result === 'failed'))).toEqual(failing === null ? [] : [failing]);
    if (failing === null) for (const question of questions) expect(report.signatures.every((one) => one[question].result === 'passed')).toBe(true);
  });
});
