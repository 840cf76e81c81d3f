SELECT $text AS text, $number + 1 AS number, $day AS day, $at AS at, $person AS person, '$text' AS literal, -- $nothing
  len($list) AS items, list_contains($people, $person) AS found, $number AS again
