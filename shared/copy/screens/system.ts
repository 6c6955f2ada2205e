/** Words in the system's own dialogs and menus, which main opens. */

export const systemWords = {
  choosePacket: 'Choose the packet to verify',
  chooseTrust: 'Choose the trust file of the board that issued it',
  chooseAuthority: 'Choose the certificate of the timestamp authority',
  chooseAddendum: 'Choose an addendum to the packet',
  chooseStatusList: 'Choose the board’s status list',
  files: { pdf: 'PDF', pem: 'PEM', json: 'JSON', markdown: 'Markdown', text: 'Text', calendar: 'iCalendar', all: 'All files' },
  menu: { file: 'File', view: 'View' },
  defect: {
    message: 'Something went wrong inside Countersign.',
    detail: (reference: string): string => `Nothing that was saved or signed is lost. Restart the app; if it happens again, quote the reference ${reference}.`,
    restart: 'Restart', goOn: 'Go on',
  },
} as const;
