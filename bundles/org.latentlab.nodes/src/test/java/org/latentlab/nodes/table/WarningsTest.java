package org.latentlab.nodes.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

final class WarningsTest {

    @Test
    void namesTheFirstRowsAndCountsAll() {
        final List<RowProblem> problems =
            IntStream.range(0, 1234).mapToObj(i -> new RowProblem("Row" + i, "missing")).toList();
        assertEquals("1,234 of 60,000 rows have no usable image (Row0: missing, Row1: missing, Row2: missing, …)",
            Warnings.describe(problems, 60_000, "usable image"));
        assertEquals("1 of 1 row has no class (Row0: missing)",
            Warnings.describe(problems.subList(0, 1), 1, "class"));
    }

    @Test
    void countsAreWrittenAlikeInAllLanguages() {
        final Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            assertEquals("1 of 60,000 rows have no class (a: missing)",
                Warnings.describe(List.of(new RowProblem("a", "missing")), 60_000, "class"));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void tellsAllMessagesOnceInOneAndNothingWhereThereIsNone() {
        final Warnings warnings = new Warnings();
        final List<String> told = new ArrayList<>();
        warnings.addRows(List.of(), 10, "usable image", "were left out");
        warnings.tell(told::add);
        assertTrue(warnings.isEmpty() && told.isEmpty());
        warnings.add("First.");
        warnings.add("Second.");
        warnings.add("First.");
        warnings.tell(told::add);
        assertEquals(List.of("First. Second."), told);
    }
}
