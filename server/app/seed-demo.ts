import type { Parts } from './parts.ts'
export const demoOwner = { email: 'mei@merlion.example', name: 'Mei Tan' }
export async function ensureDemo(_parts: Parts): Promise<void> {}
