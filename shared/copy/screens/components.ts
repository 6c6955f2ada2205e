/** Words inside components that more than one screen shows, by component. */
import type { Day, Instant } from '../../vocabulary.ts';
import { dateTime, localTime, shortDay } from '../date.ts';
import { count, percent } from '../number.ts';
import { slot, type Parts } from '../parts.ts';
import { disciplineWords } from '../status.ts';

export const componentsWords = {
  /** A verified file: the four questions, each signature, what the packet states. */
  verdict: {
    label: (name: string): string => `Verdict on ${name}`,
    file: (name: string, exitCode: number): string => `${name}, exit code ${exitCode}`,
    questions: { file: 'Is the file what was sealed?', signer: 'Who sealed it?', decision: 'Did the board decide this?', today: 'Does it hold today?', demanded: 'Is it what was asked for?' },
    signature: (field: string): string => `Signature ${field}`,
    signedBy: (field: string, name: string | null): string => (name === null ? `Signature “${field}”` : `Signature “${field}” by ${name}`),
    checks: { integrity: 'Integrity', coverage: 'Coverage', modifications: 'Later changes', signer: 'Signer', chain: 'Chain to the root', timestamp: 'Timestamp' },
    certificate: (): Parts<'digest'> => ['Certificate ', slot('digest')], ofCertificate: 'the certificate',
    statement: 'Statement', states: 'What it states',
    addendum: {
      states: 'What it adds', adds: 'Adds to', head: 'Addendum',
      parent: (number: string, fingerprint: string): string => `packet ${number}, fingerprint ${fingerprint}`,
      basis: (name: string, at: Instant, text: string): string => `${name}, ${shortDay(at)}: ${text}`,
    },
    heads: { board: 'Board', release: 'Release', outcome: 'Outcome', valid: 'Valid', packet: 'Packet', fingerprint: 'Fingerprint', revision: 'Revision', artifact: 'Artifact' },
    board: (name: string, sample: boolean): string => (sample ? `${name}, a sample board` : name),
    release: (release: string, vendor: string): string => `${release}, ${vendor}`,
    valid: (from: Instant, until: Instant): string => `${dateTime(from)} to ${dateTime(until)}`,
    packet: (number: string, at: Instant, issuer: string): string => `${number}, issued ${dateTime(at)} by ${issuer}`,
    conditions: 'Conditions of the packet', votes: 'Votes of the packet', recused: 'Recused',
    condition: (state: string, dueOn: Day): string => `${state}, due ${shortDay(dueOn)}`,
    obligation: (text: string, obliged: string): string => `${text} ${obliged}.`,
    voted: (discipline: string, at: Instant): string => `${disciplineWords(discipline)}, ${dateTime(at)}`,
    dissent: (name: string): string => `Dissent of ${name}`,
  },
  /** Scores of a hazard under each other. */
  scores: { score: 'Score', detectability: 'Det.', detectabilityInFull: 'Detectability: 10 is hardly ever found', rpn: 'RPN', rpnInFull: 'Risk priority number', level: 'Level' },
  grid: { likelihoods: 'Likelihood, left to right', moves: 'How hazards moved' },
  /** A table or a drawing that scrolls sideways. */
  scrollable: (label: string): string => `${label}, scrollable`,
  dueUntil: (end: Instant, ahead: number): string => `Until ${dateTime(end)}${ahead === 0 ? '' : `, which is ${localTime(end, ahead)}`}`,
  close: 'Close',
  closeSheet: 'Close the sheet',
  signWait: 'Waiting for you in the signing window.',
  rule: (sentence: string): string => `Rule ${sentence}`,
  digest: { revision: 'the revision', copy: (of: string, digest: string): string => `Copy the SHA-256 of ${of}: ${digest}`, copyShort: (digest: string): string => `Copy ${digest}`, copied: 'Copied' },
  graph: {
    zoom: 'Zoom', smaller: 'Smaller', larger: 'Larger', fit: 'Fit to the width',
    zoomIs: (zoom: number): string => `Zoom is ${percent(zoom, 0)}; fit to the width`,
    drawing: 'Drawing, scrollable',
  },
  findingLine: {
    about: (name: string, at: Instant, replies: number): string => (replies === 0 ? `${name}, ${shortDay(at)}` : `${name}, ${shortDay(at)}, ${count(replies, 'reply', 'replies')}`),
    resolution: (name: string, at: Instant, text: string): string => `${name}, ${shortDay(at)}: ${text}`,
  },
  rating: { none: 'not scored', option: (rating: number, name: string): string => `${rating}, ${name}` },
} as const;
