import { rawFile } from '../raw-file.ts';
import type { FormatFixtures } from './fixtures.ts';

export const progressCsv = (epochs: number, cost: (epoch: number) => string = () => '20.0'): string =>
  ['Metrics/EpRet,Metrics/EpCost,Metrics/EpLen,Train/Epoch,TotalEnvSteps,Loss/Loss_pi', ...Array.from({ length: epochs }, (_, epoch) => `${epoch}.5,${cost(epoch)},500.0,${epoch}.0,${(epoch + 1) * 1000}.0,-0.01`)].join('\n') + '\n';

export const omnisafeConfig = (epochs: number, parts: Record<string, unknown> = {}): string => JSON.stringify({
  seed: 7, train_cfgs: { device: 'cpu', total_steps: epochs * 1000, vector_env_nums: 4 }, algo_cfgs: { steps_per_epoch: 1000, batch_size: 64, gamma: 0.99, use_cost: true },
  lagrange_cfgs: { cost_limit: 25.0, lambda_lr: 0.035 }, logger_cfgs: { window_lens: 100 }, exp_name: 'PPOLag-{SafetyPointGoal1-v0}', env_id: 'SafetyPointGoal1-v0', algo: 'PPOLag', ...parts,
}, null, 4);

export const fixtures: FormatFixtures = {
  format: 'omnisafe',
  good: {
    'a whole run': [rawFile('seed-007/progress.csv', progressCsv(12)), rawFile('seed-007/config.json', omnisafeConfig(12))],
    'an unconstrained run': [rawFile('seed-007/progress.csv', progressCsv(12)), rawFile('seed-007/config.json', omnisafeConfig(12, { algo: 'PPO', lagrange_cfgs: undefined }))],
    'a crashed run': [rawFile('seed-007/progress.csv', ''), rawFile('seed-007/config.json', omnisafeConfig(12))],
  },
};
