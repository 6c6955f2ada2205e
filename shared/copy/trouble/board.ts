/** Words for what the board's rules refuse. */
import { dateTime, shortDay } from '../date.ts';
import { count, figure, inWords, list, listUpTo, sentenceStart, shortDigest } from '../number.ts';
import { choiceWords, decisionStatusWords, disciplineWords, outcomeWords, roleWords } from '../status.ts';
import type { RefusalParams } from '../../trouble.ts';
import type { Day, Instant } from '../../vocabulary.ts';
import { say, type CodesIn, type WordTable } from './word-table.ts';

const acts: Readonly<Record<string, string>> = {
  'publish-revision': 'publish a revision', 'make-annotation': 'annotate a document', 'withdraw-annotation': 'withdraw an annotation', 'make-privileged-note': 'write a privileged note', 'withdraw-privileged-note': 'withdraw a privileged note', 'record-finding': 'record a finding', 'ask-question': 'ask a question', 'assign-finding': 'assign another member’s finding', 'answer-finding': 'reply to a finding', 'resolve-finding': 'resolve another member’s finding', 'give-vote': 'vote', 'withdraw-vote': 'withdraw a vote',
  'declare-recusal': 'declare a recusal', 'record-decision': 'record a decision', 'discharge-condition': 'discharge a condition', 'issue-packet': 'issue a packet', 'countersign-packet': 'countersign a packet', 'issue-addendum': 'issue an addendum', 'issue-copy': 'make a copy of a packet', 'supersede-packet': 'supersede a packet', 'revoke-packet': 'revoke a packet', 'invite': 'invite a member', 'score-hazard': 'score a hazard', 'agree-score': 'record an agreed score', 'call-meeting': 'call a meeting', 'cancel-meeting': 'cancel a meeting', 'sign-status-list': 'sign a status list',
};

const choices: Readonly<Record<RefusalParams['board/choice-gone']['chosen'], string>> = { charter: 'charter', store: 'folder', invite: 'invitation', request: 'request', keyFile: 'key file', module: 'token' };

/** Why a question or a finding can't be put to someone. */
const notAskable: Readonly<Record<RefusalParams['board/cannot-be-asked']['reason'], (member: string) => string>> = {
  'no-submitter': () => 'The roster lists no active member of the release team.',
  'not-a-member': (member) => `The roster doesn’t list ${member} as active.`,
  'recused': (member) => `${member} recused from this dossier and takes no further part in it.`,
  'author': (member) => `${member} asked it.`,
};

/** Why a packet can't take another one's place. */
const notSuccessor: Readonly<Record<RefusalParams['board/not-a-successor']['bar'], (packet: string, by: string) => string>> = {
  'itself': (packet) => `${packet} can’t take its own place.`,
  'earlier': (packet, by) => `${by} was issued before ${packet}.`,
  'other-line': (packet, by) => `${by} isn’t about the same dossier or product as ${packet}, or that can’t be told on this machine.`,
  'ended': (_, by) => `${by} is superseded or revoked itself.`,
  'addendum': (packet) => `${packet} is an addendum: it ends with its packet, or is revoked.`,
};

/** The word for a value that came as plain data; the value itself where there is none. */
function wordFor(table: Readonly<Record<string, string>>, key: string): string {
  return Object.hasOwn(table, key) ? (table[key] ?? key) : key;
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

export const boardWords: WordTable<CodesIn<'board'>> = {
  'board/not-a-member': ({ member }) => say('Not a member of this board.', `The roster doesn’t list ${member} as active.`, 'Ask the board’s secretary to be admitted.'),
  'board/not-the-role': ({ member, role, act }) => say('Your role doesn’t allow this.', `To ${wordFor(acts, act)} takes the role of ${lower(wordFor(roleWords, role))}, which the roster doesn’t give ${member}.`, 'Ask a member who has it.'),
  'board/unknown-dossier': ({ dossier }) => say('The dossier is not here.', `No revision of ${dossier} has arrived on this machine.`, 'Sync, or check its name.'),
  'board/unknown-revision': ({ revision }) => say('The revision is not wholly here.', `Parts of revision ${shortDigest(revision)} have not arrived on this machine.`, 'Sync, then try again.'),
  'board/unknown-item': ({ item }) => say('There is no such item.', `${item} is not in this revision.`, 'Choose it from the list.'),
  'board/nobody-scored': ({ item }) => say('Nobody has scored it.', `No member’s score of ${item} counts on this revision, and an agreed score rests on what members scored.`, 'Ask the members to score it first.'),
  'board/not-latest-revision': ({ revision, latest }) => say('A newer revision has arrived.', `You saw revision ${shortDigest(revision)}; the latest is ${shortDigest(latest)}.`, 'Review what changed, then act on the latest one.'),
  'board/shown-digest-differs': ({ shown, stored }) => say('The screen showed something else.', `It showed ${shortDigest(shown)}; the record holds ${shortDigest(stored)}. Nothing was signed.`, 'Open the dossier again.'),
  'board/recused': ({ member, dossier }) => say('Recused from this dossier.', `${member} recused from ${dossier} and takes no further part in it.`, ''),
  'board/owns-release': ({ member, dossier }) => say('Owners don’t judge their own release.', `${member} packed, published or owns ${dossier}.`, 'Leave it to the other members.'),
  'board/already-decided': ({ dossier }) => say('The board has decided.', `The latest revision of ${dossier} has a decision.`, 'Record a blocker if it can’t stand, or wait for the next revision.'),
  'board/already-recused': ({ member, dossier }) => say('Already recused.', `${member} recused from ${dossier}; a recusal is declared once and stays.`, ''),
  'board/nothing-to-withdraw': ({ member, dossier }) => say('There is no vote to withdraw.', `${member} has no vote on ${dossier} that could be taken back.`, ''),
  'board/conditions-missing': () => say('No condition is listed.', 'An approval with conditions needs at least one.', 'Add a condition with its due day and who must meet it.'),
  'board/reason-missing': ({ choice }) => say('The reason is missing.', `“${wordFor(choiceWords, choice)}” needs a reason; it is printed in the packet.`, 'Write why.'),
  'board/blockers-open': ({ findings }) => say(`${sentenceStart(inWords(findings.length))} ${findings.length === 1 ? 'blocker is' : 'blockers are'} open.`, `Approval needs ${findings.length === 1 ? 'it' : 'them'} resolved.`, 'Ask the author of each, or the secretary, to resolve it.'),
  'board/quorum-not-met': ({ counted, minimum, missingDisciplines, forkedMembers, contentMissing }) => say('There is no quorum.', [
    `${figure(counted)} of ${count(minimum, 'vote')} needed.`,
    ...(missingDisciplines.length > 0 ? [`Missing: ${list(missingDisciplines.map(disciplineWords))}.`] : []),
    ...(forkedMembers.length > 0 ? [`A device of ${listUpTo(forkedMembers, 5)} has forked.`] : []),
    ...(contentMissing ? ['The revision itself has not arrived on this machine.'] : []),
  ].join(' '), contentMissing ? 'Sync first.' : forkedMembers.length > 0 ? 'The board has to replace the forked device before it can decide.' : 'Wait for the missing votes.'),
  'board/outcome-differs': ({ asked, rules }) => say('The votes give another outcome.', `Asked for: ${lower(wordFor(outcomeWords, asked))}. By the rules: ${lower(wordFor(outcomeWords, rules))}.`, 'Record the outcome that the rules give, or wait for more votes.'),
  'board/not-decided': ({ dossier }) => say('There is no decision yet.', `No such decision on ${dossier} is recorded.`, 'Record the decision first.'),
  'board/unknown-packet': ({ packet }) => say('The packet is not here.', `No packet ${shortDigest(packet)} of this dossier has arrived on this machine.`, 'Sync, or check its number.'),
  'board/not-asked-to-countersign': ({ member, packet }) => say('It doesn’t wait for your countersignature.', `${packet} is countersigned by the members whose votes its decision counts, and ${member} isn’t one of them, or it is sealed and complete as it is.`, ''),
  'board/countersigned-already': ({ member, packet }) => say('Countersigned already.', `${packet} carries the countersignature of ${member}.`, ''),
  'board/countersign-base': ({ packet }) => say('The packet has moved on.', `Another countersignature on ${packet} has arrived meanwhile. Nothing was signed.`, 'Open the packet again and sign its newest file.'),
  'board/too-many-countersigners': ({ counted, limit }) => say('Too many members would have to countersign.', `The decision counts ${count(counted, 'vote')}, and a packet takes at most ${count(limit, 'countersignature')}.`, 'Change the charter so that packets are sealed, and decide again.'),
  'board/packet-ended': ({ packet, state }) => say(state === 'revoked' ? 'It is revoked.' : 'It is superseded.', `${packet} was ${state} before. That is done once and stays.`, ''),
  'board/not-a-successor': ({ packet, by, bar }) => say('It can’t stand in its place.', notSuccessor[bar](packet, by), 'Choose a packet that was issued later and stands itself.'),
  'board/revocation-reason': ({ packet }) => say('The reason is missing.', `Whoever relies on ${packet} is told why it is revoked.`, 'Write why.'),
  'board/nothing-to-add': ({ packet }) => say('There is nothing to add.', `No condition of ${packet} was discharged that it, or an addendum to it, doesn’t already state.`, 'Discharge a condition first.'),
  'board/condition-closed': ({ condition }) => say('The condition is closed.', `${condition} was discharged or has lapsed.`, 'A lapsed condition needs a new decision of the board.'),
  'board/condition-overdue': ({ condition, dueOn }) => say('The due day has passed.', `“${condition}” is due on ${shortDay(dueOn as Day)}, which is over.`, 'Choose a later day.'),
  'board/already-published': ({ revision }) => say('This revision is published.', `Revision ${shortDigest(revision)} is already part of the dossier.`, 'Change what has to change and pack it again.'),
  'board/unknown-annotation': ({ annotation }) => say('The note is not here.', `No note ${shortDigest(annotation)} has arrived for this dossier.`, 'Sync, then try again.'),
  'board/annotation-withdrawn': ({ annotation }) => say('It is withdrawn already.', `Its author withdrew note ${shortDigest(annotation)}; it stays in the record.`, ''),
  'board/not-its-author': ({ member, dossier }) => say('Only its author withdraws a note.', `No note on ${dossier} that ${member} could withdraw is meant.`, 'Ask its author, or write a note of your own.'),
  'board/unknown-finding': ({ finding }) => say('The finding is not here.', `No finding ${shortDigest(finding)} has arrived for this dossier.`, 'Sync, then try again.'),
  'board/finding-closed': ({ finding }) => say('The finding is closed.', `Finding ${shortDigest(finding)} was resolved already.`, ''),
  'board/cannot-be-asked': ({ member, reason }) => say('Nobody there could answer.', notAskable[reason](member), reason === 'no-submitter' ? 'Choose a member.' : 'Choose another member, or the release team.'),
  'board/unknown-meeting': () => say('The meeting is not here.', 'No such meeting has arrived on this machine.', 'Sync, then try again.'),
  'board/meeting-closed': ({ state }) => (state === 'over'
    ? say('The meeting is over.', 'What has taken place is not changed afterwards.', 'Call a new meeting.')
    : say('The meeting is cancelled.', 'A cancelled meeting stays cancelled.', 'Call a new meeting.')),
  'board/meeting-too-early': ({ startsAt }) => say('That time has passed.', `A meeting is called for later; ${dateTime(startsAt as Instant)} is over.`, 'Choose a later day or hour.'),
  'board/agenda-repeats': ({ dossier }) => say('A dossier is on the agenda twice.', `${dossier} is listed more than once.`, 'Take one of the two off.'),
  'board/agenda-too-long': ({ minutes, agendaMinutes }) => say('The agenda is longer than the meeting.', `Its dossiers take ${count(agendaMinutes, 'minute')}; the meeting lasts ${figure(minutes)}.`, 'Make the meeting longer, or give a dossier less time.'),
  'board/decision-not-standing': ({ decision, status }) => say('The decision doesn’t stand.', `Decision ${shortDigest(decision)} is ${lower(wordFor(decisionStatusWords, status))}.`, 'The board has to decide again before this can be done.'),
  'board/clock-behind': ({ now, since }) => say('This computer’s clock is behind.', `It says ${dateTime(now as Instant)}; the board decided on ${dateTime(since as Instant)}. A packet is not dated before its decision.`, 'Set the clock, then issue the packet again. Nothing was signed.'),
  'board/record-changed': ({ dossier }) => say('The record has changed.', `Something arrived for ${dossier === '' ? 'the board' : dossier} after the statement was shown. Nothing was signed.`, dossier === '' ? 'Look at it again, then repeat it.' : 'Look at the dossier again, then repeat it.'),
  'board/exists': ({ path }) => say('There is a board already.', `${path} holds a board.`, 'Choose another profile folder.'),
  'board/none': ({ path }) => say('There is no board here.', `${path} holds no board.`, 'Found one with “countersign board init”, or join one.'),
  'board/has-store': ({ store }) => say('The board has a store.', `It syncs through ${store}, and a board keeps its store.`, ''),
  'board/choice-gone': ({ chosen }) => say('The choice is gone.', `The ${choices[chosen]} that you chose was chosen before Countersign was started, or another took its place.`, 'Choose it again.'),
  'board/not-a-sample': ({ path }) => say('This is no sample board.', `${path} holds no sample board that was made here. Nothing was removed.`, ''),
  'board/invite-invalid': ({ name, problem }) => say('The invitation can’t be used.', `${name}: ${problem}.`, 'Ask the secretary for a new one.'),
  'board/name-taken': ({ name, member }) => say('A member has this name.', `${name} is on the board already, as ${member}. Whoever is admitted twice has two votes.`, 'If this is another person of the same name, say so: tick it here, or add --namesake on the command line.'),
};
