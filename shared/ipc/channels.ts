/** The names of the calls and broadcasts between the window and main, apart from their schemas: the preload needs only these. */

/** Calls that the window may make; `contract.ts` has each one's request and reply. */
export const channels = [
  'profile.read', 'sample.make', 'sample.remove',
  'chosen.read', 'charter.choose', 'store.choose', 'store.use', 'key-file.choose', 'module.choose', 'module.look', 'board.found', 'invite.choose', 'invite.drop', 'board.join', 'request.save', 'board.enter',
  'newcomers.read', 'member.invite', 'request.choose', 'member.admit',
  'facts.since', 'revision.read', 'evidence.read', 'evidence.page', 'evidence.raw', 'evidence.save', 'document.read', 'document.pdf', 'document.save', 'command.run',
  'draft.read', 'draft.save', 'draft.remove', 'viewed.read', 'viewed.mark', 'looked.read', 'looked.mark', 'baseline.read', 'baseline.choose', 'meeting.save',
  'privileged.unlock', 'privileged.lock', 'privileged.read', 'privileged.note',
  'sync.read', 'sync.run', 'vault.audit',
  'packet.issue', 'packet.copy', 'packet.addendum', 'packet.countersign', 'packet.save', 'packet.verify', 'trust.save', 'status-list.read', 'status-list.sign', 'status-list.save',
  'region.read', 'settings.read', 'settings.write', 'link.take', 'log.defect',
] as const;
export type Channel = (typeof channels)[number];

/** What main tells every window of the profile without being asked. */
export const topics = ['facts', 'sync', 'progress', 'profile', 'link', 'privileged'] as const;
export type Topic = (typeof topics)[number];

/** Calls of the window in which a member signs; no other window may make them. */
export const signChannels = ['sign.read', 'sign.answer'] as const;
export type SignChannel = (typeof signChannels)[number];
