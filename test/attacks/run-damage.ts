/** Does random damage to a file again and again, and counts what the verifier made of it. */
import { readPdf } from '../../shared/packet/verify/pdf-file.ts';
import { readSignedData } from '../../shared/packet/verify/signed-data.ts';
import { contentsOf, signatureFields } from '../../shared/packet/verify/signature-field.ts';
import type { TrustRoot } from '../../shared/packet/verify/trust-root.ts';
import { verifyPacket } from '../../shared/packet/verify/verify.ts';
import { sameBytes } from '../../shared/packet/verify/der.ts';
import { verifyOptions } from '../builders/sealed-packet.ts';
import { damaged, generator, type Damage } from './random-damage.ts';

export interface Tally {
  readonly runs: number;
  /** By exit code. */
  readonly exits: Readonly<Record<number, number>>;
  /** Damage to what no signature can cover: the letter case of its own hexadecimal digits, its version, certificates that it doesn't need. */
  readonly uncovered: number;
  /** What a gate would have let through, or what every step of the signature called sound. */
  readonly slipped: readonly string[];
}

const signatureSteps: readonly string[] = ['file', 'byte-range', 'integrity', 'chain', 'modifications', 'completeness'];

/** `runs` pieces of one kind of damage. `strict`: not even another spelling of the same bytes is allowed, as in our own packets. */
export async function runDamage(good: Uint8Array, trust: TrustRoot, damage: Damage, { seed, runs, strict }: { readonly seed: number; readonly runs: number; readonly strict: boolean }): Promise<Tally> {
  const random = generator(seed);
  const exits: Record<number, number> = {};
  const slipped: string[] = [];
  let uncovered = 0;
  for (let run = 0; run < runs; run++) {
    const { what, bytes } = damaged(good, damage, random);
    if (sameBytes(bytes, good)) continue;
    const report = await verifyPacket(bytes, verifyOptions(trust));
    exits[report.exitCode] = (exits[report.exitCode] ?? 0) + 1;
    const sound = signatureSteps.every((step) => report.facts.some((fact) => fact.step === step && fact.result === 'passed')) && (!strict || report.facts.some(({ step, result }) => step === 'grammar' && result === 'passed'));
    const same = sound && !strict && saysTheSame(good, bytes);
    if (same) uncovered++;
    if (![3, 4, 65].includes(report.exitCode) || (sound && !same)) slipped.push(`seed ${seed}, run ${run}: ${what}: ${report.verdict}`);
  }
  return { runs, exits, uncovered, slipped };
}

/** Whether two files are signed alike: the same covered bytes, signed attributes, value and signer. */
function saysTheSame(good: Uint8Array, bytes: Uint8Array): boolean {
  const [a, b] = [good, bytes].map((file) => {
    const pdf = readPdf(file);
    const field = pdf.ok ? signatureFields(pdf.file, pdf.file.revisions.at(-1)!)[0] : undefined;
    const contents = pdf.ok && field?.value != null ? contentsOf(pdf.file, field.value) : null;
    const cms = contents === null ? null : readSignedData(contents.bytes);
    if (contents === null || cms?.ok !== true || cms.data.signer === null || cms.data.signedAttributes === null) return null;
    return [file.subarray(0, contents.from), file.subarray(contents.to), cms.data.signedAttributes, cms.data.signature, cms.data.signer.der];
  });
  return a != null && b != null && a.every((part, index) => sameBytes(part, b[index]!));
}
