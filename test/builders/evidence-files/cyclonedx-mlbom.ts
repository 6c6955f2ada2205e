import { rawFile } from '../raw-file.ts';
import type { FormatFixtures } from './fixtures.ts';

type Members = Readonly<Record<string, unknown>>;

export const metrics: readonly Members[] = [
  { type: 'accuracy', value: '0.930', confidenceInterval: { lowerBound: '0.91', upperBound: '0.95' } },
  { type: 'accuracy', value: '88.5 %', slice: 'at night', confidenceInterval: { lowerBound: '85 %', upperBound: '91 %' } },
  { type: 'false alarm share', value: '0.02' },
];

export const model = (changes: Members = {}): Members => ({
  'type': 'machine-learning-model', 'bom-ref': 'model-1', 'group': 'example', 'name': 'brake-net', 'version': '2.1', 'publisher': 'Example Works', 'description': 'Finds obstacles.',
  'licenses': [{ license: { id: 'Apache-2.0' } }], 'hashes': [{ alg: 'SHA-256', content: 'AB'.repeat(32) }, { alg: 'MD5', content: 'cd'.repeat(16) }],
  'modelCard': {
    modelParameters: { approach: { type: 'supervised' }, task: 'detection', architectureFamily: 'CNN', datasets: [{ ref: 'data-1' }, { type: 'dataset', name: 'Night rides', classification: 'internal', contents: { url: 'https://example.com/night' } }] },
    quantitativeAnalysis: { performanceMetrics: metrics },
    considerations: {
      users: ['Test engineers'], useCases: ['Braking in tests'], technicalLimitations: ['Blind in fog'], performanceTradeoffs: ['Slower at night'], ethicalConsiderations: [{ name: 'Watching people', mitigationStrategy: 'Faces are blurred' }],
      fairnessAssessments: [{ groupAtRisk: 'Children', benefits: 'Fewer accidents', harms: 'Seen later', mitigationStrategy: 'More data' }],
      environmentalConsiderations: { energyConsumptions: [{ activity: 'training', activityEnergyCost: { value: 0.4, unit: 'kWh' }, co2CostEquivalent: { value: 1.2, unit: 'tCO2eq' } }] },
    },
  },
  'components': [{ 'type': 'file', 'bom-ref': 'file-1', 'name': 'weights/brake-net.onnx', 'hashes': [{ alg: 'SHA-512', content: '12'.repeat(64) }], 'components': [{ type: 'library', name: 'runtime', version: '1.0' }] }],
  ...changes,
});

export const bom = (changes: Members = {}, ...components: readonly Members[]): Members => ({
  $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json', bomFormat: 'CycloneDX', specVersion: '1.6', serialNumber: 'urn:uuid:00000000-0000-4000-8000-000000000001', version: 1,
  metadata: { timestamp: '2025-05-06T07:08:09Z', tools: { components: [{ type: 'application', name: 'bom-maker', version: '0.3' }] } },
  components: components.length === 0 ? [model(), { 'type': 'data', 'bom-ref': 'data-1', 'name': 'Day rides' }] : components, dependencies: [{ ref: 'model-1', dependsOn: ['file-1'] }], ...changes,
});

export const file = (value: Members, name = 'bom.json') => rawFile(name, `${JSON.stringify(value, null, 2)}\n`);

export const xml = (version = '1.6'): string => `<?xml version="1.0"?>
<bom serialNumber="urn:uuid:00000000-0000-4000-8000-000000000001" version="1" xmlns="http://cyclonedx.org/schema/bom/${version}">
  <metadata>
    <timestamp>2025-05-06T07:08:09Z</timestamp>
    <tools><tool><vendor>Example</vendor><name>bom-maker</name><version>0.3</version></tool></tools>
  </metadata>
  <components>
    <component type="machine-learning-model" bom-ref="model-1">
      <group>example</group>
      <name>brake-net</name>
      <version>2.1</version>
      <hashes><hash alg="SHA-256">${'AB'.repeat(32)}</hash></hashes>
      <licenses><license><id>Apache-2.0</id></license></licenses>
      <modelCard>
        <modelParameters>
          <approach><type>supervised</type></approach>
          <task>detection</task>
          <datasets><ref>data-1</ref></datasets>
        </modelParameters>
        <quantitativeAnalysis>
          <performanceMetrics>
            <performanceMetric><type>accuracy</type><value>0.930</value><confidenceInterval><lowerBound>0.91</lowerBound><upperBound>0.95</upperBound></confidenceInterval></performanceMetric>
            <performanceMetric>
              <type>accuracy</type><value>often</value><slice>at night</slice>
            </performanceMetric>
          </performanceMetrics>
        </quantitativeAnalysis>
        <considerations>
          <technicalLimitations><technicalLimitation>Blind in fog</technicalLimitation></technicalLimitations>
          <ethicalConsiderations><ethicalConsideration><name>Watching people</name><mitigationStrategy>Faces are blurred</mitigationStrategy></ethicalConsideration></ethicalConsiderations>
        </considerations>
      </modelCard>
      <components><component type="file" bom-ref="file-1"><name>weights/brake-net.onnx</name></component></components>
    </component>
    <component type="data" bom-ref="data-1"><name>Day rides</name></component>
  </components>
  <dependencies><dependency ref="model-1"><dependency ref="file-1"/></dependency></dependencies>
</bom>
`;

export const fixtures: FormatFixtures = {
  format: 'cyclonedx-mlbom',
  good: {
    'a model with its card': [file(bom())], 'as XML': [rawFile('bom.xml', xml())], 'of 1.4, without a card': [file(bom({ specVersion: '1.4' }, { type: 'library', name: 'runtime' }))],
    'of a version to come': [file(bom({ specVersion: '1.9' }))],
  },
};
