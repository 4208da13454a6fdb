// The command line: what commands there are, and how every one of them ends.

import { Command, CommanderError } from 'commander'
import { exitCode, GamutError, messageOf } from '../core/index.ts'
import { version } from '../run/index.ts'
import { commands } from './commands.ts'

/**
 * Runs one command line.
 * @param args the words after `gamut`.
 * @returns the exit code: 0 done, 1 a gate did not hold, 2 the user's error, 70 our defect, 130 interrupted.
 */
export async function run(args: readonly string[]): Promise<number> {
  endQuietlyWhenTheReaderLeaves()
  try {
    return await dispatch(args)
  } catch (error) {
    return explain(error)
  }
}

/** The program with every command; a command's action stores its exit code in `outcome`. */
export function buildProgram(outcome: { code: number }): Command {
  const program = new Command('gamut')
    .description('Measure how varied, how good and how redundant a pool of items is.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .configureHelp({ sortSubcommands: false, showGlobalOptions: false })
    .showSuggestionAfterError(true)
    .exitOverride()
    .addHelpText('after', '\nEvery command explains itself: gamut measure --help')
  for (const command of commands) {
    const sub = program
      .command(command.usage)
      .description(command.summary)
      .helpOption('-h, --help', 'print this help')
      .exitOverride()
      .addHelpText('after', `\nExamples:\n${command.examples.map((line) => `  $ ${line}\n`).join('')}`)
    for (const option of command.options ?? []) sub.addOption(option())
    sub.action(async (...given: unknown[]) => {
      const positional = given.slice(0, -2)
      const { action } = await command.load()
      outcome.code = await action(positional, sub.opts())
    })
  }
  return program
}

async function dispatch(args: readonly string[]): Promise<number> {
  const outcome: { code: number } = { code: exitCode.done }
  const program = buildProgram(outcome)
  try {
    await program.parseAsync(args, { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    return error.exitCode === 0 ? exitCode.done : exitCode.usage
  }
  return outcome.code
}

function explain(error: unknown): number {
  if (error instanceof GamutError) {
    process.stderr.write(`gamut: ${error.message}\n`)
    return exitCode.usage
  }
  if (error instanceof Error && error.name === 'AbortError') {
    process.stderr.write('gamut: interrupted\n')
    return exitCode.interrupted
  }
  process.stderr.write(`gamut: a defect of ours, please report it: ${messageOf(error)}\n`)
  if (process.env.GAMUT_DEBUG && error instanceof Error) process.stderr.write(`${error.stack}\n`)
  else process.stderr.write('gamut: with GAMUT_DEBUG=1 the same command prints where it happened\n')
  return exitCode.defect
}

/** `gamut … | head` closes our output early: that is no error. */
function endQuietlyWhenTheReaderLeaves(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(exitCode.done)
    throw error
  })
}
