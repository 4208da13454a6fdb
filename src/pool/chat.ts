// Conversations as data sets and providers write them: [{ role, content }], content as parts, and the older
// [{ from, value }] with `human` and `gpt`.

interface Message {
  readonly role: string
  readonly text: string | undefined
}

const roleNames: Readonly<Record<string, string>> = {
  human: 'user',
  gpt: 'assistant',
  chatgpt: 'assistant',
  bot: 'assistant',
  model: 'assistant',
}

/** Whether the value is a conversation: a list of messages, each with a role. */
export function isChat(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && value.length > 0 && value.every((item) => messageIn(item) !== undefined)
}

/**
 * What a conversation says: its last message of this role that has text. Without a role, the last of the assistant, or
 * the last of anyone when the assistant says nothing. Undefined when the value is no conversation or nobody says
 * anything. One message alone, and content in parts, count too.
 */
export function chatText(value: unknown, role?: string): string | undefined {
  if (!isChat(value)) {
    const single = messageIn(value)
    return role === undefined ? (single?.text ?? partsText(value)) : undefined
  }
  const messages = value.flatMap((item) => messageIn(item) ?? [])
  const said = (wanted: string) => messages.findLast((m) => m.role === wanted && m.text !== undefined)?.text
  if (role !== undefined) return said(roleNames[role] ?? role)
  return said('assistant') ?? messages.findLast(({ text }) => text !== undefined)?.text
}

function messageIn(value: unknown): Message | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const role = 'role' in value ? value.role : 'from' in value ? value.from : undefined
  if (typeof role !== 'string') return undefined
  const content = 'content' in value ? value.content : 'value' in value ? value.value : undefined
  if (content === undefined && !('content' in value) && !('tool_calls' in value)) return undefined
  const name = role.toLowerCase()
  return { role: roleNames[name] ?? name, text: contentText(content) }
}

function contentText(content: unknown): string | undefined {
  return typeof content === 'string' ? content : partsText(content)
}

/** The texts of content in parts, [{ type: 'text', text }, …], one a line; undefined when there are none. */
function partsText(content: unknown): string | undefined {
  if (!Array.isArray(content)) return undefined
  const texts = content.flatMap((part: unknown) =>
    typeof part === 'object' && part !== null && 'text' in part && typeof part.text === 'string'
      ? [part.text]
      : [],
  )
  return texts.length > 0 ? texts.join('\n') : undefined
}
