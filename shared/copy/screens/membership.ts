/** What is said once a step of founding, joining or admitting is done. */
export const membershipWords = {
  unnamedFile: 'the dropped file',
  requestSaved: (name: string): string => `The request is saved as ${name}. Send it to the secretary.`,
  invited: (name: string): string => `The invitation is saved as ${name}. Hand it over privately: its code lets one person in.`,
  admitted: (name: string): string => `${name} is admitted. The next sync tells everybody.`,
} as const;
