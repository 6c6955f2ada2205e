/** Small files in the shapes that tools write, for tests to bend. */

export const modelInfo = (parts: Record<string, unknown> = {}): string => JSON.stringify({
  link: 'https://example.org/paper', name: 'A paper on robustness', authors: 'A. Author', additional_data: false, number_forward_passes: 1, dataset: 'cifar10', venue: 'Example 2024',
  architecture: 'WideResNet-28-10', eps: '8/255', clean_acc: '89.69', reported: '62.5', autoattack_acc: '59.53', unreliable: false, ...parts,
}, null, 2);

export const vnnRows = (...verdicts: string[]): string =>
  verdicts.map((verdict, index) => `acasxu,onnx/net_${index}.onnx,vnnlib/prop_${index}.vnnlib,.27,${verdict},${index + 1}.5\n`).join('');

export const progress = (epochs: number, cost: (epoch: number) => string = () => '20.0'): string =>
  ['Epoch\tAverageEpRet\tAverageEpCost\tCostRate\tTotalEnvInteracts\tTime', ...Array.from({ length: epochs }, (_, epoch) => `${epoch}\t${epoch}.5\t${cost(epoch)}\t0.02\t${(epoch + 1) * 1000}\t1.5`)].join('\n') + '\n';

export const runConfig = (epochs: number, agent: Record<string, unknown> = {}, parts: Record<string, unknown> = {}): string => JSON.stringify({
  ac_kwargs: { hidden_sizes: [64, 64] }, agent: { '<safe_rl.pg.agents.PPOAgent object>': { params: { constrained: false, learn_penalty: true, objective_penalized: true, reward_penalized: false, ...agent } } },
  cost_lim: 25, epochs, exp_name: 'ppo_lagrangian_PointGoal1', seed: 3, steps_per_epoch: 1000, max_ep_len: 1000, ...parts,
}, null, 2);
