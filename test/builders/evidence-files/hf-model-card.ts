import { rawFile } from '../raw-file.ts';
import type { FormatFixtures } from './fixtures.ts';

export const indexCard = `---
license: apache-2.0
language:
- en
library_name: transformers
base_model: aurora/aurora-base
datasets:
- port/cranes
model-index:
- name: aurora-crane
  results:
  - task:
      type: image-classification
    dataset:
      type: port/cranes
      name: Cranes
      config: default
      split: test
      revision: 0123456789abcdef0123456789abcdef01234567
    metrics:
    - type: accuracy
      value: 0.910
      name: Accuracy
    - type: f1
      value: "88.5%"
    - type: confusion_matrix
      value: [[9, 1], [0, 10]]
---

# Model Card for aurora-crane

## Uses

Warns the driver.

## Bias, Risks, and Limitations

Not in fog.
`;

export const fixtures: FormatFixtures = {
  format: 'hf-model-card',
  good: {
    'figures in model-index': [rawFile('README.md', indexCard)],
    'Windows line ends': [rawFile('README.md', indexCard.replaceAll('\n', '\r\n'))],
    'no front matter': [rawFile('README.md', '# Model Card for aurora-crane\n\n## Uses\n\nWarns the driver.\n')],
    'front matter that is no YAML': [rawFile('README.md', indexCard.replace('license: apache-2.0', 'license: [apache-2.0'))],
  },
};
