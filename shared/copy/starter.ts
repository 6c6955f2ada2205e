/** What `countersign init` writes: files that can be packed as they are, and say at each part what belongs there. */
import type { ChecklistTemplate } from '../evidence/checklist-template.ts';

export const initWords = {
  written: (paths: readonly string[]): string => `Written: ${paths.join(', ')}\nNext: put your evidence beside it, see what it is with “countersign inspect .”, then run “countersign check dossier.yaml”.`,
  checklist: (path: string, { id, source, items }: ChecklistTemplate): string => `Written: ${path}, ${items.length} open items\nNext: answer them, and list it in dossier.yaml:\n\nchecklists:\n  - { id: L-01, title: ${JSON.stringify(source.name)}, files: checklists/${id}.yaml }`,
} as const;

/** A name that a dossier or a product may have, from a folder's. */
const idFrom = (folder: string): string => folder.toLowerCase().replace(/[^a-z0-9._-]+/g, '-').replace(/^[^a-z0-9]+/, '').slice(0, 40) || 'release';

/** The text of a `dossier.yaml`; `folder` gives it its name. */
export function starterDossier(folder: string): string {
  const id = idFrom(folder);
  return `# What a release team submits to its board. Paths stand inside this folder and use / on every system.
# See what your files are:      countersign inspect .
# See what a board would miss:  countersign check dossier.yaml
# Make the revision:            countersign pack dossier.yaml -o ${id}.dossier
format: 1

# One dossier for each release. The product stays the same from release to release: the delta compares within it.
dossier: ${id}-1.0
product: { id: ${id}, name: ${JSON.stringify(folder)}, release: "1.0", vendor: Your company }

# Who packed or owns the release, by name or member id. They can't vote on it.
owners: [Your company]

intendedUse: |
  Say in a few sentences who uses the release, where, and for what.

# What the review does not cover. Silence reads as if it were covered.
notCovered:
  - Any use outside the intended use

# What is under review, by digest. A path is hashed by pack; a registry image is named by its digest:
#   - { name: registry.example.com/model, kind: oci, digest: <64 hexadecimal digits> }
artifacts:
  - { name: design-record.yaml, path: design-record.yaml }   # replace it with your model file

# Decided before the first training run: loss function, safety-critical hyperparameters, seeds, failure modes.
designRecord: { id: D-REC, title: Design record, files: design-record.yaml }

# The argument that the release is acceptably safe: GSN (gsn2x), TEA or SACM.
# safetyCase: { id: S-CASE, title: Safety case, files: "safety-case/*.gsn.yaml" }

# Answered checklists. “countersign init --checklist nist-ai-rmf” writes one to be answered; eu-ai-act and others are there too.
# checklists:
#   - { id: L-01, title: NIST AI RMF, files: checklists/nist-ai-rmf.yaml }

# Ways in which the release could cause harm, each rated 1 (best) to 10 (worst); detectability 10 can't be detected.
# They may also stand in a file: hazards: hazards.csv
hazards:
  - id: H-001
    title: Names one way in which the release could cause harm
    effects: [Who is harmed, and how]
    causes: [What leads to it]
    inherent: { severity: 8, likelihood: 5, detectability: 5 }    # before mitigation
    residual: { severity: 8, likelihood: 2, detectability: 4 }    # after it
    mitigations:
      # kind: eliminate, reduce, protect, warn or procedure, in order of preference
      - { id: M-001, title: What reduces it, kind: reduce, evidence: [D-REC] }

# What the pipeline wrote, as it is. The format is found by content.
# evidence:
#   - id: E-01
#     title: Robust accuracy of the classifier
#     files: evidence/model.json
#     answers: { norm: Linf, n: 10000, model: classifier 1.0 }   # what the file can't know
#     expires: 2027-12-31                                        # the last day on which it counts
#   - each: "evidence/runs/**"                                   # as many pieces as the files make
#     prefix: RUN                                                # their ids: RUN-...

# Limits that measurements are held against. Metric and variant as “countersign inspect” shows them, in the same unit.
# thresholds:
#   - { evidence: E-01, metric: robust_acc, variant: Linf 8/255, op: ">=", value: 60, unit: percent, reason: Why this limit. }

# What a member reads first: .md, .txt or .pdf.
# documents:
#   - { id: DOC-1, title: Release notes, file: notes.md }
`;
}

/** The text of a design record made on a day. */
export function starterDesignRecord(day: string): string {
  return `# What was decided before the first training run, so that nobody can decide it afterwards. Kept with its own date and digest.
format: 1
kind: design-record
product: Your product
release: "1.0"
madeOn: ${day}
firstTrainingRunOn: null        # the day of the first training run, once there was one

lossFunction:
  name: Name of the loss
  why: Why this one, and what it does not penalise
  terms: []                     # parts and weights, such as { name: constraint, weight: 1.0, why: … }

hyperparameters:
  - { name: learning_rate, value: 0.0003, why: Why this value, safetyCritical: false }

seeds: [0]

limits: []                      # such as { name: cost_limit, value: 25, unit: per-episode, why: … }

failureModes:
  - { id: FM-1, mode: How it could fail, effect: What would follow, cause: Why it could happen, mitigation: What stands against it, hazards: [H-001] }

trainingConfigurations: []      # names of the configuration files that the runs used
`;
}

/** The text of a checklist record in which every item of a checklist is open. */
export function starterChecklist({ id, title, version, source, status, items }: ChecklistTemplate): string {
  const line = (text: string): string => text.replace(/\s+/g, ' ');
  const known = status.map(({ date, event, confirmed }) => `#   ${date ?? 'no date   '}  ${line(event)}${confirmed === 'yes' ? '' : ' (not confirmed)'}\n`).join('');
  const open = items.map((item, index) => `${item.group === items[index - 1]?.group ? '' : `\n  # ${line(item.group)}\n`}  - id: ${JSON.stringify(item.id)}
    text: ${JSON.stringify(item.text)}
    # ${line(item.asks)}
    answer: open
    note: ""
    evidence: []
    hazards: []
`).join('');
  return `# ${line(title)}
# In our own words after ${line(source.citation)}. Read the source too.
${known}#
# Answer each item: met, partly, not-met, not-applicable (the note says why) or open. Name the evidence and the hazards by their ids.
# An open item, or one that is met in part, leaves the record inconclusive. A filled form never passes by itself: its evidence is judged where it stands.
format: 1
kind: checklist-record
checklist: ${id}
version: ${JSON.stringify(version)}
answeredOn: null      # a day, such as 2026-11-27
answeredBy: null      # who answered

items:
${open.replace(/^\n/, '')}`;
}
