package library.loans;

import java.time.LocalDate;

/** A book that somebody has taken home. */
public record Loan(String title, LocalDate taken) {
    private static final int DAYS = 28;

    public LocalDate due() {
        return taken.plusDays(DAYS);
    }

    public boolean isOverdue(LocalDate today) {
        return today.isAfter(due());
    }
}
