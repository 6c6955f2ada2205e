/** Who is on the sample board and what its charter asks. All of them are made up. */
import type { Charter } from '../../shared/board/charter.ts';
import type { Seat } from '../../shared/board/joining.ts';
import { Discipline, MemberId, type Role } from '../../shared/vocabulary.ts';

/** Protects nothing: every key of a sample has it, and the app shows it beside the field that asks. */
export const samplePassphrase = 'sample passphrase';

export const sampleBoardName = 'Skerry Sample Review Board';

export const sampleCharter: Charter = {
  name: sampleBoardName, minimumVotes: 3, requiredDisciplines: [Discipline.parse('ml-robustness'), Discipline.parse('security')],
  majority: 'simple', residualBar: 'high', validityDays: 365, thresholds: [],
};

export interface CastMember { readonly id: MemberId; readonly seat: Seat; readonly deviceName: string }

function member(id: string, name: string, discipline: string, roles: Role[], deviceName: string): CastMember {
  return { id: MemberId.parse(id), seat: { name, discipline: Discipline.parse(discipline), roles }, deviceName };
}

/** By their part in the story; `home` is the member whose profile the app opens. */
export const sampleCast = {
  home: member('vera-holm', 'Vera Holm', 'ml-robustness', ['voter', 'secretary'], 'vera-laptop'),
  security: member('idris-achebe', 'Idris Achebe', 'security', ['voter'], 'idris-desk'),
  factors: member('noor-haddad', 'Noor Haddad', 'human-factors', ['voter'], 'noor-laptop'),
  legal: member('lukas-brandvold', 'Lukas Brandvold', 'legal', ['voter', 'counsel'], 'lukas-laptop'),
  submitter: member('mina-okada', 'Mina Okada', 'release-engineering', ['submitter'], 'release-desk'),
} as const satisfies Record<string, CastMember>;

export type Part = keyof typeof sampleCast;
export const colleagueParts = ['security', 'factors', 'legal', 'submitter'] as const satisfies readonly Part[];
