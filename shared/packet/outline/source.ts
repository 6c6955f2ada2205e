/** What the sections read: the basis, the embedded files, and the few figures that several sections quote. */
import type { BasisDissent, PacketBasis } from '../basis.ts';
import type { StatedFile } from '../statement.ts';
import type { FirstPageRoom } from './room.ts';
import { residualSummary, type ResidualSummary } from '../../risk/register.ts';
import { riskSchemeOf, type RiskScheme } from '../../risk/scheme.ts';
import { compareScores } from '../../risk/score.ts';
import type { Hazard } from '../../dossier/hazard.ts';
import type { Sha256 } from '../../ports.ts';
import type { Digest } from '../../vocabulary.ts';

export interface Source {
  readonly basis: PacketBasis;
  readonly room: FirstPageRoom;
  /** All six files in their order, the statement first. */
  readonly files: readonly StatedFile[];
  /** SHA-256 of `statement.dsse.json`, of the issuer's and of the CA's certificate. */
  readonly digests: { readonly statement: Digest; readonly issuer: Digest; readonly ca: Digest };
  /** By which the charter turns ratings into levels. */
  readonly scheme: RiskScheme;
  readonly summary: ResidualSummary;
  /** Gravest first: residual level, severity, likelihood, detectability; then id. */
  readonly hazards: readonly Hazard[];
  /** Numbered D-1, D-2 ... in the basis's order. */
  readonly dissents: readonly { readonly number: string; readonly dissent: BasisDissent }[];
  /** Section numbers that other sections point at. */
  readonly places: { readonly dissents: readonly string[]; readonly recusals: readonly string[] };
}

/** Gathers the source; `statementFile` is the envelope's file, `companions` the others. */
export function sourceOf(basis: PacketBasis, statementFile: StatedFile, companions: readonly StatedFile[], room: FirstPageRoom, sha256: Sha256): Source {
  const dissents = basis.dissents.map((dissent, i) => ({ number: `D-${i + 1}`, dissent }));
  const firstRecusal = 2 + Math.max(1, dissents.length);
  const scheme = riskSchemeOf(basis.charter.charter);
  return {
    basis, room, dissents, scheme,
    files: [statementFile, ...companions],
    digests: { statement: statementFile.digest, issuer: sha256(basis.issuer.certificate), ca: sha256(basis.ca) },
    summary: residualSummary(basis.register.register.hazards, scheme),
    hazards: [...basis.register.register.hazards].sort((a, b) => compareScores(b.residual, a.residual, scheme) || (a.id < b.id ? -1 : 1)),
    places: { dissents: dissents.map((_, i) => `7.${2 + i}`), recusals: basis.recusals.map((_, i) => `7.${firstRecusal + i}`) },
  };
}
