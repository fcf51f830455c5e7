regions-import-row = line { $line }: { $said }
regions-import-code = { $code } is not a region code; write it with dots, such as 74.07.05.2022
regions-import-name = the name "{ $name }" needs at least one letter or figure and at most 120 characters
regions-import-zone = the zone "{ $zone }" is not known; write WIB, WITA or WIT, or leave it empty
regions-import-duplicate = { $code } already stands in line { $first }
regions-import-province = the province is called { $name } here and { $first } further up; one name is needed
regions-import-parent = { $code } belongs to { $parent }, which is in neither this file nor the database; add it, or use --root
regions-import-no-zone = the time zone of { $code } is not known; add a column zone with WIB, WITA or WIT
regions-import-unreadable = this line cannot be read; save the file as CSV in UTF-8
regions-import-column = the column { $column } is missing; the first line must name code and name
regions-import-cells = { $found } cells in a table of { $wanted } columns; put a name with a comma in quotation marks
regions-import-unknown = The column { $column } is not known and was not read.
regions-import-add-province = { $count ->
    [one] 1 new province
   *[other] { $count } new provinces
}
regions-import-add-regency = { $count ->
    [one] 1 new regency
   *[other] { $count } new regencies
}
regions-import-add-district = { $count ->
    [one] 1 new district
   *[other] { $count } new districts
}
regions-import-add-village = { $count ->
    [one] 1 new village
   *[other] { $count } new villages
}
regions-import-more =   ... and { $count } more
regions-import-old-slug =     the address { $old } keeps leading to { $new }
regions-import-adopt =   { $code } now belongs to { $parent }
regions-import-same = { $count ->
    [one] 1 place is already there and stays as it is
   *[other] { $count } places are already there and stay as they are
}
regions-import-dry = Nothing was written yet. Run it again with --apply to write this.
regions-import-done = Written.
regions-import-nothing = Nothing was imported. Mend these lines and run it again:
