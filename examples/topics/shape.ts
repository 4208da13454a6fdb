// What a topic of the example pool is made of. In a sentence, {a|b|c} is one of a, b and c.

export interface ExamplePrompt {
  readonly prompt: string
  /** Sentences an answer is put together from. */
  readonly ideas: readonly string[]
  /** The one answer the assistant always gives to this prompt, when it is one of the collapsed ones. */
  readonly always?: string
}

export interface Topic {
  readonly name: string
  readonly prompts: readonly ExamplePrompt[]
  /** One answer in another language, to the prompt of that position. */
  readonly foreign?: { readonly prompt: number; readonly language: string; readonly text: string }
}
