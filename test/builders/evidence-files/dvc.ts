import { rawFile } from '../raw-file.ts';
import type { FormatFixtures } from './fixtures.ts';

const md5 = (digit: string): string => digit.repeat(32);

export const dvcYaml = `stages:
  split:
    cmd: python split.py --seed \${split.seed}
    deps:
      - split.py
      - \${base.raw}
    params:
      - split
    outs:
      - data/train
  train:
    foreach: \${models}
    do:
      cmd: python train.py \${item}
      deps:
        - data/train
      outs:
        - models/\${item}.pt
  eval:
    cmd: python eval.py
    deps:
      - models/small.pt
    metrics:
      - dvclive/metrics.json:
          cache: false
artifacts:
  brake-net:
    path: models/small.pt
    type: model
`;

export const paramsYaml = `base:
  raw: data/raw.csv
split:
  seed: 7
  share: 0.25
models: [small, wide]
`;

export const dvcLock = `schema: '2.0'
stages:
  split:
    cmd: python split.py --seed 7
    deps:
    - path: data/raw.csv
      hash: md5
      md5: ${md5('a')}
      size: 1200
    - path: split.py
      hash: md5
      md5: ${md5('b')}
      size: 310
    params:
      params.yaml:
        split:
          seed: 7
          share: 0.25
    outs:
    - path: data/train
      hash: md5
      md5: ${md5('c')}.dir
      size: 90000
      nfiles: 12
  train@small:
    cmd: python train.py small
    deps:
    - path: data/train
      hash: md5
      md5: ${md5('c')}.dir
      size: 90000
      nfiles: 12
    outs:
    - path: models/small.pt
      hash: md5
      md5: ${md5('d')}
      size: 4000
  train@wide:
    cmd: python train.py wide
    deps:
    - path: data/train
      hash: md5
      md5: ${md5('c')}.dir
      size: 90000
      nfiles: 12
    outs:
    - path: models/wide.pt
      hash: md5
      md5: ${md5('e')}
      size: 8000
  eval:
    cmd: python eval.py
    deps:
    - path: models/small.pt
      hash: md5
      md5: ${md5('d')}
      size: 4000
    outs:
    - path: dvclive/metrics.json
      hash: md5
      md5: ${md5('f')}
      size: 58
`;

/** 58 bytes, as the lock says. */
export const metricsJson = '{"test": {"accuracy": 0.910, "loss": 2.5e-1}, "steps": 40}';

export const pointer = `outs:\n- md5: ${md5('9')}.dir\n  size: 5000\n  nfiles: 3\n  hash: md5\n  path: images\n`;

export const oldLock = `prepare:\n  cmd: python prepare.py\n  deps:\n  - path: s3://bucket/raw.csv\n    etag: 0f3c\n  outs:\n  - path: prepared\n    md5: ${md5('8')}.dir\n`;

export const projectFiles = (changes: Readonly<Record<string, string | null>> = {}) =>
  Object.entries({ 'run/dvc.yaml': dvcYaml, 'run/dvc.lock': dvcLock, 'run/params.yaml': paramsYaml, 'run/dvclive/metrics.json': metricsJson, 'run/data/images.dvc': pointer, ...changes })
    .flatMap(([name, content]) => (content === null ? [] : [rawFile(name, content)]));

export const fixtures: FormatFixtures = {
  format: 'dvc',
  good: {
    'a project that ran': projectFiles(),
    'a stage that never ran': projectFiles({ 'run/dvc.lock': dvcLock.slice(0, dvcLock.indexOf('  eval:')), 'run/dvclive/metrics.json': null }),
    'a pointer alone': [rawFile('images.dvc', pointer)],
    'a lock of schema 1.0 alone': [rawFile('dvc.lock', oldLock)],
    'a plan alone': [rawFile('dvc.yaml', dvcYaml)],
  },
};
