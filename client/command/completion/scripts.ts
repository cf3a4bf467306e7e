/**
 * Each asks `waybill __complete -- WORDS...`, whose answer is in candidates.ts: so that a script that was installed
 * once knows the commands of a newer version.
 */
export const scripts = {
  bash: `# waybill completion for bash
_waybill() {
  local value description
  COMPREPLY=()
  while IFS=$'\\t' read -r value description; do
    if [[ $value == :files ]]; then
      compopt -o default 2> /dev/null
    elif [[ $value == "\${COMP_WORDS[COMP_CWORD]}"* ]]; then
      COMPREPLY+=("$value")
    fi
  done < <(waybill __complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2> /dev/null)
}
complete -F _waybill waybill
`,
  zsh: `#compdef waybill
# waybill completion for zsh
_waybill() {
  local -a candidates
  local value description files
  while IFS=$'\\t' read -r value description; do
    if [[ $value == :files ]]; then
      files=1
    else
      candidates+=("\${value//:/\\\\:}\${description:+:$description}")
    fi
  done < <(waybill __complete -- "\${(@)words[2,CURRENT]}" 2> /dev/null)
  (( $#candidates )) && _describe -t values waybill candidates
  [[ -n $files ]] && _files
}
if [[ $funcstack[1] == _waybill ]]; then
  _waybill "$@"
else
  compdef _waybill waybill
fi
`,
  fish: `# waybill completion for fish
function __waybill_candidates
    set -l words (commandline -opc) "$(commandline -ct)"
    for line in (waybill __complete -- $words[2..-1] 2> /dev/null)
        if test "$line" = :files
            __fish_complete_path "$words[-1]"
        else
            echo $line
        end
    end
end
complete --command waybill --no-files --arguments '(__waybill_candidates)'
`,
} as const;

export type Shell = keyof typeof scripts;
