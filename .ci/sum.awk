# Adds up summaries of pytest's: `== 3 passed, 1 skipped in 2.50s ==` and another make one.
{
  gsub(/[=,]/, "")
  for (at = 1; at < NF; at++)
    if ($at ~ /^[0-9]+$/ && $(at + 1) ~ /^[a-z]/ && $(at + 1) != "deselected") count[$(at + 1)] += $at
  for (at = 1; at < NF; at++) if ($at == "in") seconds += $(at + 1)
}
END {
  said = count["passed"] + 0 " passed"
  for (what in count) if (what != "passed") said = said ", " count[what] " " what
  printf "============ %s in %.2fs ============\n", said, seconds
}
