package library.loans;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class LoanTest {
    private final Loan loan = new Loan("Middlemarch", LocalDate.of(2024, 5, 1));

    @Test
    void aBookMayStayFourWeeks() {
        assertFalse(loan.isOverdue(LocalDate.of(2024, 5, 29)));
        assertTrue(loan.isOverdue(LocalDate.of(2024, 5, 30)));
    }
}
