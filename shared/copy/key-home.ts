/** Where a member's own key lives, in one line. */

export const keyHomeWords = {
  file: 'On this machine, under your passphrase',
  imported: (file: string): string => `Taken from ${file}, on this machine under your passphrase`,
  token: (label: string): string => `On the token “${label}”; it asks for its PIN`,
} as const;
