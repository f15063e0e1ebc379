const always = {
  listen_addresses: '',
  port: '5432',
  unix_socket_permissions: '0700',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_line_prefix: '%m [%p] ',
  logging_collector: 'off',
  max_connections: '100',
  max_prepared_transactions: '0',
  shared_buffers: '128MB',
  jit: 'off',
}

const durable = {
  effective_cache_size: '1GB',
  maintenance_work_mem: '128MB',
  random_page_cost: '1.1',
  checkpoint_timeout: '15min',
  log_checkpoints: 'off',
}

// Nothing survives a power cut with these: for tests, whose databases live as long as the test.
const fast = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  autovacuum: 'off',
}

/** The settings as arguments of postgres: there they outrank postgresql.conf, so an old data folder gets them too. */
export function settingArguments(socket_dir: string, is_durable: boolean, wanted: Record<string, string>): string[] {
  const settings: Record<string, string> = { ...always, ...(is_durable ? durable : fast), ...wanted }
  settings.unix_socket_directories = `"${socket_dir.replaceAll('"', '""')}"`
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}
