// `gamut completion SHELL`: scripts made from the program's own commands and options, so that they never lag behind.

import { exitCode, GamutError } from '../core/index.ts'
import type { Action } from './commands.ts'
import { buildProgram } from './program.ts'

interface Words {
  readonly command: string
  readonly summary: string
  readonly options: readonly string[]
}

const scripts: Record<string, (commands: readonly Words[]) => string> = { bash, zsh, fish }

export const action: Action = async ([shell]) => {
  const script = Object.hasOwn(scripts, String(shell)) ? scripts[String(shell)] : undefined
  if (script === undefined) {
    throw new GamutError(
      'unknown-shell',
      `There is no completion for \`${shell}\`: ask for bash, zsh or fish.`,
    )
  }
  process.stdout.write(script(wordsOf()))
  return exitCode.done
}

function wordsOf(): Words[] {
  return buildProgram({ code: exitCode.done }).commands.map((command) => ({
    command: command.name(),
    summary: command.description(),
    options: command.options.flatMap(({ long }) => (long ? [long] : [])).concat('--help'),
  }))
}

function bash(commands: readonly Words[]): string {
  const cases = commands
    .map(({ command, options }) => `    ${command}) words="${options.join(' ')}" ;;`)
    .join('\n')
  return `# gamut completion for bash: eval "$(gamut completion bash)"
_gamut() {
  local current="\${COMP_WORDS[COMP_CWORD]}" words=""
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${commands.map(({ command }) => command).join(' ')}" -- "$current"))
    return
  fi
  case "\${COMP_WORDS[1]}" in
${cases}
  esac
  if [[ "$current" == -* ]]; then COMPREPLY=($(compgen -W "$words" -- "$current")); else COMPREPLY=($(compgen -f -- "$current")); fi
}
complete -o filenames -F _gamut gamut
`
}

function zsh(commands: readonly Words[]): string {
  const list = commands.map(({ command, summary }) => `    '${command}:${quoteless(summary)}'`).join('\n')
  const cases = commands
    .map(({ command, options }) => `    ${command}) options=(${options.join(' ')}) ;;`)
    .join('\n')
  return `#compdef gamut
# gamut completion for zsh: eval "$(gamut completion zsh)"
_gamut() {
  local -a commands options
  commands=(
${list}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  case "$words[2]" in
${cases}
  esac
  if [[ "$PREFIX" == -* ]]; then compadd -a options; else _files; fi
}
compdef _gamut gamut
`
}

function fish(commands: readonly Words[]): string {
  const names = commands.map(({ command }) => command).join(' ')
  const lines = commands.flatMap(({ command, summary, options }) => [
    `complete -c gamut -n "not __fish_seen_subcommand_from ${names}" -f -a ${command} -d '${quoteless(summary)}'`,
    ...options.map(
      (option) => `complete -c gamut -n "__fish_seen_subcommand_from ${command}" -l ${option.slice(2)}`,
    ),
  ])
  return `# gamut completion for fish: gamut completion fish | source\n${lines.join('\n')}\n`
}

function quoteless(text: string): string {
  return text.replaceAll("'", '’').replaceAll('`', '')
}
