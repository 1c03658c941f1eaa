//! What to say: the explanation of an instruction, a part, a stage, the file.

pub mod explanation;
