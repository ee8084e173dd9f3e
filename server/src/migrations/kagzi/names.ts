import type { RustModels } from '../../facts/rust/rustTypes.ts';

export const crate = 'kagzi';
export const client = 'kagzi::Kagzi';
export const workflowContext = 'kagzi::WorkflowContext';
export const worker = 'kagzi::Worker';
export const workerBuilder = 'kagzi::WorkerBuilder';
export const parallelExecutor = 'kagzi::ParallelExecutor';

const setters = ['worker_id', 'max_concurrent_workflows', 'heartbeat_interval_secs', 'poll_interval_ms', 'graceful_shutdown_timeout_secs', 'hostname'];

/** What the crate's functions give, in both versions. */
export const kagziModels: RustModels = {
  functions: { 'kagzi::Kagzi::connect': client, 'kagzi::ParallelExecutor::new': parallelExecutor },
  methods: {
    'kagzi::Kagzi.create_worker': worker,
    'kagzi::Kagzi.create_worker_builder': workerBuilder,
    ...Object.fromEntries(setters.map((setter) => [`${workerBuilder}.${setter}`, workerBuilder])),
    'kagzi::WorkerBuilder.build': worker,
  },
};
