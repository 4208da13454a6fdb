// Names by which columns are known for what they hold, in the order in which they are tried.

import type { PoolPart } from '../core/index.ts'

export type Role = PoolPart | 'id'

export const roleNames: Readonly<Record<Role, readonly string[]>> = {
  text: [
    'text',
    'prompt',
    'instruction',
    'content',
    'output',
    'response',
    'completion',
    'question',
    'answer',
    'messages',
    'conversations',
    'conversation',
    'sentence',
    'document',
  ],
  vectors: ['embedding', 'embeddings', 'vector', 'vectors'],
  quality: ['quality', 'score', 'reward', 'rating'],
  group: ['group', 'label', 'category', 'class', 'topic', 'intent'],
  id: ['id', 'uuid', '_id', 'key'],
}

const known = new Set(Object.values(roleNames).flat())

/** Whether a name is one of those, in any case. */
export function isRoleName(name: string): boolean {
  return known.has(name.toLowerCase())
}
