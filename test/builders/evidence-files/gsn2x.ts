import { rawFile } from '../raw-file.ts';
import type { FormatFixtures } from './fixtures.ts';

export const gsnWhole = `G1:
  text: The triage model is safe to deploy in the pilot clinic
  supportedBy: [S1]
  inContextOf: C1
C1:
  text: Pilot clinic, adults only
S1:
  text: Over each hazard
  supportedBy:
    - G2
    - G3
  inContextOf: [A1, J1]
A1:
  text: The hazard list is complete
J1:
  text: Each hazard was analysed apart
G2:
  text: |
    Missed emergencies are rare.
    Rare means below 1 in 10 000.
  supportedBy: Sn1
G3:
  text: Nobody is harmed while the service is down
  supportedBy: [Sn1, Sn2]
Sn1:
  text: Trial report
  url: https://example.org/trial
Sn2:
  text: Drill protocol
`;
export const gsnOpen = gsnWhole.replace('  supportedBy: [Sn1, Sn2]', '  undeveloped: true');

export const gsnModules: Readonly<Record<string, string>> = {
  'case/main.gsn.yaml': 'module:\n  name: Main\n  uses: [data.gsn.yaml, parts/people.gsn.yaml]\nG1:\n  text: The service is safe\n  supportedBy: [G2, G3]\n',
  'case/data.gsn.yaml': 'module:\n  name: Data\nG2:\n  text: The data are sound\n  supportedBy: [Sn1]\nSn1:\n  text: Audit of the data\n',
  'case/parts/people.gsn.yaml': 'module:\n  name: People\nG3:\n  text: The staff are trained\n  supportedBy: [Sn1]\nSn1:\n  text: Training record\n',
  'case/apart.gsn.yaml': 'module:\n  name: Apart\nG1:\n  text: Something else\n  undeveloped: true\n',
};

export const fixtures: FormatFixtures = {
  format: 'gsn2x',
  good: {
    'whole': [rawFile('case.gsn.yaml', gsnWhole)],
    'undeveloped': [rawFile('case.gsn.yaml', gsnOpen)],
    'in a circle': [rawFile('case.gsn.yaml', gsnWhole.replace('  supportedBy: Sn1', '  supportedBy: [G1]'))],
    'modules': Object.entries(gsnModules).map(([name, text]) => rawFile(name, text)),
  },
};
